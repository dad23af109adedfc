package dev.annals.faults.fuzz;

/** Records whose headers say what they may not, or say nothing. */
final class Claims {
  private Claims() {}

  /** Of a stream that is not there. */
  static void expectedVersion(Draft draft) {
    GoodRecords.event(draft);
    switch (draft.random().nextInt(4)) {
      case 0 -> draft.header(Draft.EXPECTED, draft.any("any", "none", "0", "000"));
      case 1 -> draft.header(Draft.EXPECTED, draft.any("exists", "1", "007", "" + Long.MAX_VALUE));
      case 2 -> draft.header(Draft.EXPECTED, (byte[]) null);
      default ->
          draft.header(
              Draft.EXPECTED,
              draft.any(
                  "-1",
                  "1.0",
                  "",
                  " 1",
                  "0x1",
                  "٣",
                  "1e3",
                  "NONE",
                  "null",
                  "+1",
                  "1\u0000",
                  "9223372036854775808",
                  "1" + "0".repeat(1_000)));
    }
    FuzzedRecord made = draft.record(Category.EXPECTED_VERSION);
    draft.known(outcomeOf(made));
  }

  private static Outcome outcomeOf(FuzzedRecord record) {
    String text = Texts.of(record.header(Draft.EXPECTED));
    return switch (text) {
      case "any", "none", "0", "000", Texts.ABSENT -> Outcome.ACCEPTED;
      case "exists", "1", "007", "" + Long.MAX_VALUE -> Outcome.REJECTED;
      default -> Outcome.UNDECODABLE;
    };
  }

  static void time(Draft draft) {
    GoodRecords.event(draft);
    switch (draft.random().nextInt(4)) {
      case 0 -> draft.header("ce_time", draft.any("2026-01-31T23:59:60Z", "-0001-01-01T00:00:00Z"));
      case 1 ->
          draft
              .header("ce_time", draft.any("0000-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z"))
              .known(Outcome.ACCEPTED);
      case 2 ->
          draft
              .header(
                  "ce_time",
                  draft.any(
                      "now",
                      "2026-13-01T00:00:00Z",
                      "2026-01-31",
                      "1767225599123",
                      "\u0000",
                      "+999999999-12-31T23:59:59Z",
                      "-999999999-01-01T00:00:00Z",
                      "2026-01-31T23:59:59",
                      "2026-01-31T23:59:59.1Z" + " ".repeat(500)))
              .known(Outcome.UNDECODABLE);
      default ->
          draft
              .timestamp(draft.any(0L, 1L, 4_102_444_800_000L, 253_402_300_800_000L))
              .known(Outcome.ACCEPTED);
    }
  }

  static void duplicateHeader(Draft draft) {
    GoodRecords.event(draft);
    String name = draft.any("ce_id", Draft.TYPE, "ce_source");
    switch (draft.random().nextInt(3)) {
      case 0 -> draft.header(name, "another").shuffled().known(Outcome.UNDECODABLE);
      case 1 -> draft.header(name, (byte[]) null).shuffled().known(Outcome.ACCEPTED);
      default ->
          draft
              .header(Draft.TYPE, "thing.happened")
              .header("trace", "1")
              .header("trace", "2")
              .known(Outcome.ACCEPTED);
    }
  }

  static void absent(Draft draft) {
    GoodRecords.event(draft);
    switch (draft.random().nextInt(6)) {
      case 0 -> draft.key((byte[]) null).known(Outcome.UNDECODABLE);
      case 1 -> draft.key("").known(Outcome.UNDECODABLE);
      case 2 ->
          draft
              .key(draft.random().nextBoolean() ? null : new byte[0])
              .header("ce_subject", Draft.stream(draft.number()))
              .known(Outcome.ACCEPTED);
      case 3 ->
          draft.value(draft.random().nextBoolean() ? null : new byte[0]).known(Outcome.ACCEPTED);
      case 4 -> draft.without(Draft.TYPE).known(Outcome.UNDECODABLE);
      default ->
          draft
              .value((byte[]) null)
              .header(Draft.CONTENT_TYPE, draft.any(Draft.BATCH, Draft.STRUCTURED))
              .known(Outcome.UNDECODABLE);
    }
  }
}
