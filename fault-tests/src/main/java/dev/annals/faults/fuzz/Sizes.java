package dev.annals.faults.fuzz;

/** Records that are large in one place or another. */
final class Sizes {
  private static final int MIB = 1 << 20;
  private static final int LARGEST = 5 * MIB - 10_000;

  private Sizes() {}

  static void manyHeaders(Draft draft) {
    GoodRecords.event(draft);
    if (draft.random().nextBoolean()) {
      String name = "ce_" + "long\n".repeat(4_000);
      draft.header(name, new byte[] {(byte) 0xff}).known(Outcome.UNDECODABLE);
      return;
    }
    for (int i = 0; i < 5_000; i++) {
      draft.header("h" + i % 7, new byte[i % 3]);
    }
    draft.known(Outcome.ACCEPTED);
  }

  /** Below what one append takes. */
  static void large(Draft draft) {
    int size = draft.any(100_000, MIB - 2_000) - draft.random().nextInt(50_000);
    GoodRecords.event(draft).known(Outcome.ACCEPTED);
    if (draft.random().nextInt(3) > 0) {
      draft.value(draft.bytes(size));
    } else {
      draft.header("large", draft.bytes(size));
    }
  }

  /** Above, up to what topics and clients of the run take. */
  static void huge(Draft draft) {
    int size = MIB + draft.random().nextInt(LARGEST - MIB);
    GoodRecords.event(draft).known(Outcome.UNDECODABLE);
    switch (draft.random().nextInt(9)) {
      case 0, 1 -> draft.value(draft.bytes(LARGEST));
      case 2 -> draft.header("large", draft.bytes(size));
      case 3 -> draft.key(draft.bytes(size));
      case 4 -> draft.header("ce_" + "€\n".repeat(size / 4), new byte[] {(byte) 0xff});
      case 5 -> json(draft, "{},", size);
      case 6 -> json(draft, "7", size);
      case 7 -> draft.only(Draft.CONTENT_TYPE, Draft.BATCH).value("[".repeat(size));
      default -> {
        GoodRecords.batch(draft, GoodRecords.elements(draft, 500));
        draft.header("large", draft.bytes(size));
      }
    }
  }

  private static void json(Draft draft, String piece, int size) {
    String data = "[" + piece.repeat(size / piece.length()) + "7]";
    draft
        .only(Draft.CONTENT_TYPE, Draft.STRUCTURED)
        .value(GoodRecords.json("e", "t", ",\"data\":" + data));
  }
}
