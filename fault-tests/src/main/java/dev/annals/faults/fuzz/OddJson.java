package dev.annals.faults.fuzz;

import java.util.HashMap;
import java.util.Map;

/** CloudEvents whose JSON is odd, and values that look like such. */
final class OddJson {
  private static final int SAFE_DEPTH = 500;
  private static final int DEEPEST = 5_000;

  private OddJson() {}

  static void deep(Draft draft) {
    boolean safe = draft.random().nextBoolean();
    int depth = 1 + draft.random().nextInt(safe ? SAFE_DEPTH : DEEPEST);
    boolean array = draft.random().nextBoolean();
    String nested =
        (array ? "[" : "{\"a\":").repeat(depth) + "1" + (array ? "]" : "}").repeat(depth);
    switch (draft.random().nextInt(5)) {
      case 0 -> GoodRecords.event(draft).value(nested).known(Outcome.ACCEPTED);
      case 1 -> {
        String unclosed = nested.substring(0, nested.length() / 2);
        GoodRecords.structured(draft, "").value(unclosed).known(Outcome.UNDECODABLE);
      }
      case 2 -> {
        GoodRecords.structured(draft, ",\"extension\":" + nested);
      }
      case 3 ->
          GoodRecords.batch(draft, "[" + GoodRecords.json("e", "t", ",\"data\":" + nested) + "]");
      default -> {
        GoodRecords.structured(draft, ",\"data\":" + nested);
        if (safe) {
          draft.known(Outcome.ACCEPTED);
        }
      }
    }
  }

  static void hugeNumber(Draft draft) {
    String number =
        draft.any("1e999999", "-1E+2147483648", "1e-999999999", "0." + "1".repeat(900))
            + (draft.random().nextBoolean() ? "" : "0");
    String integer = "7".repeat(draft.any(20, 100, 999, 1_001, 5_000));
    switch (draft.random().nextInt(7)) {
      case 0 ->
          GoodRecords.structured(draft, ",\"expectedversion\":" + number)
              .known(Outcome.UNDECODABLE);
      case 1 ->
          GoodRecords.structured(draft, ",\"schemaversion\":" + integer).known(Outcome.UNDECODABLE);
      case 2 -> GoodRecords.structured(draft, ",\"extension\":" + draft.any(number, integer));
      case 3 -> GoodRecords.structured(draft, ",\"data\":[" + number + "," + integer + "]");
      case 4 -> GoodRecords.event(draft).value(number).known(Outcome.ACCEPTED);
      case 5 ->
          GoodRecords.event(draft).header("ce_schemaversion", integer).known(Outcome.UNDECODABLE);
      default -> GoodRecords.event(draft).header("ce_extension", number).known(Outcome.ACCEPTED);
    }
  }

  static void wrongType(Draft draft) {
    String wrong = draft.any("1", "true", "null", "[]", "{}", "1.5", "\"\"");
    String name = draft.any("specversion", "id", "source", "type");
    switch (draft.random().nextInt(5)) {
      case 0 -> {
        String json = GoodRecords.json("e", "t", "");
        GoodRecords.structured(draft, "")
            .value(json.replaceFirst("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":" + wrong))
            .known(Outcome.UNDECODABLE);
      }
      case 1 -> GoodRecords.structured(draft, "").value(wrong).known(Outcome.UNDECODABLE);
      case 2 ->
          GoodRecords.structured(
                  draft,
                  ",\"%s\":%s"
                      .formatted(draft.any("time", "entitytype"), draft.any("1", "[]", "\"\"")))
              .known(Outcome.UNDECODABLE);
      case 3 -> GoodRecords.structured(draft, ",\"id\":\"again\"").known(Outcome.UNDECODABLE);
      default -> GoodRecords.structured(draft, ",\"extension\":" + wrong);
    }
  }

  /** Blocks that weigh the same where each character counts 31, or 33, times the next. */
  static void collidingNames(Draft draft) {
    String[] blocks = draft.any(new String[][] {{"Aa", "BB"}, {"Ab", "BA"}});
    StringBuilder members = new StringBuilder();
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < 1 << 10; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < 10; bit++) {
        name.append(blocks[i >> bit & 1]);
      }
      members.append(i == 0 ? "\"" : ",\"").append(name).append("\":1");
      attributes.put(name.toString(), "1");
    }
    if (draft.random().nextBoolean()) {
      GoodRecords.structured(draft, "," + members).attributes(attributes);
    } else {
      GoodRecords.structured(draft, ",\"data\":{" + members + "}");
    }
    draft.known(Outcome.ACCEPTED);
  }
}
