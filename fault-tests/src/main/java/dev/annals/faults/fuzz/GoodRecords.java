package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records that must be accepted: the control group. */
final class GoodRecords {
  private static final int LARGEST_BATCH = 500;

  private GoodRecords() {}

  /** A CloudEvent in headers, of any value, on a stream of its own. */
  static void binary(Draft draft) {
    event(draft).known(Outcome.ACCEPTED);
    if (draft.random().nextInt(10) < 7) {
      draft.header(Draft.EXPECTED, "none");
    }
    if (draft.random().nextInt(10) == 0) {
      draft.header("trace", draft.bytes(16)).header("trace", (byte[]) null);
    }
    draft.shuffled();
  }

  /** With what it needs, and nothing known of it. */
  static Draft event(Draft draft) {
    return draft
        .events(1)
        .key(Draft.stream(draft.number()))
        .value(anyValue(draft))
        .header("ce_specversion", "1.0")
        .header("ce_id", "e-" + draft.number())
        .header("ce_source", Meant.SOURCE)
        .header(Draft.TYPE, Meant.EVENT_TYPE);
  }

  private static byte[] anyValue(Draft draft) {
    return draft.random().nextBoolean()
        ? draft.bytes(draft.random().nextInt(300))
        : "{\"number\": %d, \"text\": \"ä €\"}".formatted(draft.number()).getBytes(UTF_8);
  }

  /** A CloudEvent in JSON, announced or not. */
  static void structured(Draft draft) {
    structured(draft, ",\"data\":{\"number\":%d}".formatted(draft.number()));
    draft.known(Outcome.ACCEPTED);
    if (draft.random().nextInt(5) == 0) {
      draft.without(Draft.CONTENT_TYPE);
    }
  }

  /** Likewise with more members, about which nothing is known. */
  static Draft structured(Draft draft, String more) {
    return draft
        .events(1)
        .attributes(Map.of())
        .key(Draft.stream(draft.number()))
        .header(Draft.CONTENT_TYPE, Draft.STRUCTURED)
        .value(json("e-" + draft.number(), Meant.EVENT_TYPE, more));
  }

  /** A CloudEvent in JSON. */
  static String json(String id, String type, String more) {
    return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"%s\",\"type\":\"%s\"%s}"
        .formatted(id, Meant.SOURCE, type, more);
  }

  /** A few events, now and then as many as can be. */
  static void batch(Draft draft) {
    int count = draft.random().nextInt(50) == 0 ? LARGEST_BATCH : 1 + draft.random().nextInt(8);
    batch(draft, elements(draft, count)).events(count).known(Outcome.ACCEPTED);
  }

  /** So many events of different ids. */
  static List<String> elements(Draft draft, int count) {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(
          json("e-%d-%d".formatted(draft.number(), i), Meant.EVENT_TYPE, ",\"data\":" + i));
    }
    return elements;
  }

  static Draft batch(Draft draft, List<String> elements) {
    draft.elements(elements);
    return batch(draft, "[" + String.join(draft.any(",", " ,\n"), elements) + "]");
  }

  /** A value that says to be a batch. */
  static Draft batch(Draft draft, String value) {
    return draft
        .key(Draft.stream(draft.number()))
        .header(Draft.CONTENT_TYPE, Draft.BATCH)
        .value(value);
  }
}
