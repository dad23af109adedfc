package dev.annals.faults.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Batches that are none, or may not be appended. */
final class BrokenBatches {
  private static final int TOO_MANY = 501;

  private BrokenBatches() {}

  static void record(Draft draft) {
    draft.known(Outcome.UNDECODABLE);
    switch (draft.random().nextInt(6)) {
      case 0 ->
          GoodRecords.batch(
              draft,
              draft.any(
                  "[]", " [ ] ", "{}", "", "[1]", "[null]", "[[]]", "[", "]", "[{}", "\"[]\"",
                  "[,]"));
      case 1 -> GoodRecords.batch(draft, cut(draft));
      case 2 -> elements(draft);
      case 3 ->
          GoodRecords.batch(draft, GoodRecords.elements(draft, 2))
              .only(
                  Draft.CONTENT_TYPE,
                  draft.any("application/x-batch", "application/cloudevents-batch+avro"));
      case 4 -> {
        List<String> same = GoodRecords.elements(draft, 1);
        GoodRecords.batch(draft, List.of(same.get(0), same.get(0))).known(Outcome.REJECTED);
      }
      default -> {
        if (draft.random().nextInt(5) == 0) {
          GoodRecords.batch(draft, GoodRecords.elements(draft, TOO_MANY));
        } else {
          GoodRecords.batch(draft, GoodRecords.elements(draft, 1)).only(Draft.EXPECTED, "exists");
          draft.known(Outcome.REJECTED);
        }
      }
    }
  }

  private static String cut(Draft draft) {
    String whole = "[" + String.join(",", GoodRecords.elements(draft, 3)) + "]";
    return draft.random().nextBoolean()
        ? whole.substring(0, draft.random().nextInt(whole.length()))
        : whole + draft.any("[]", ",", "x", whole);
  }

  /** Good ones, and one that may not be among them. */
  private static void elements(Draft draft) {
    List<String> elements = new ArrayList<>(GoodRecords.elements(draft, 3));
    String bad =
        draft.any(
            "{}",
            "1",
            GoodRecords.json("other", "t", ",\"entitytype\":\"another\""),
            GoodRecords.json("late", "t", ",\"expectedversion\":77"),
            GoodRecords.json("s", "annals.snapshot", ""),
            GoodRecords.json("c", "annals.close", ""),
            GoodRecords.json("u", "annals.unknown", ""),
            GoodRecords.json("", "t", ""));
    elements.add(1, bad);
    GoodRecords.batch(draft, elements);
  }
}
