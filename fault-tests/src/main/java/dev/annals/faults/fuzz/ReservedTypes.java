package dev.annals.faults.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records whose type begins with {@code annals.}. */
final class ReservedTypes {
  /** What reducer the snapshots of the fuzzer are by; its fingerprint is the record's number. */
  static final String REDUCER = "fuzz";

  private static final String VERSION = "ce_entityversion";
  private static final String BY = "ce_reducer";

  private ReservedTypes() {}

  /** Whether it asks for a snapshot, which is to be seen afterwards. */
  static boolean isSnapshot(FuzzedRecord record) {
    return Texts.of(record.header(Draft.TYPE)).equals("annals.snapshot");
  }

  static void record(Draft draft) {
    switch (draft.random().nextInt(8)) {
      case 0 -> close(draft);
      case 1 -> unknown(draft);
      case 2, 3 -> goodSnapshot(draft);
      case 4 -> goodTruncation(draft);
      case 5 -> refused(draft);
      default -> wrong(draft);
    }
  }

  private static void close(Draft draft) {
    GoodRecords.event(draft).only(Draft.TYPE, "annals.close").known(Outcome.ACCEPTED);
    if (draft.random().nextBoolean()) {
      draft.value((byte[]) null);
    }
  }

  private static void unknown(Draft draft) {
    String type =
        draft.any("annals.", "annals.closed", "annals.x\n", "annals.snapshot ", "annals.Truncate");
    GoodRecords.event(draft).only(Draft.TYPE, type).known(Outcome.UNDECODABLE);
  }

  private static Draft control(Draft draft, String type, String version) {
    return draft
        .key(Draft.stream(draft.number()))
        .value("state of " + draft.number())
        .header(Draft.TYPE, type)
        .header(VERSION, version)
        .header(BY, REDUCER + "@" + draft.number());
  }

  private static Draft onStreamBefore(Draft draft) {
    return draft.key(Objects.requireNonNull(draft.goodBefore().key()));
  }

  /** Of the last batch if there is one, so that something of its stream can be removed. */
  private static void goodSnapshot(Draft draft) {
    FuzzedRecord batch = draft.fuzzer().lastOf(Category.BATCH, 0, draft.number());
    String version = Integer.toString(batch == null ? 1 : batch.events());
    onStreamBefore(control(draft, "annals.snapshot", version)).known(Outcome.CARRIED_OUT);
    if (batch != null) {
      draft.key(batch.key());
    }
  }

  /**
   * The one truncation of a batch that has a snapshot, to a version above the first: that can be
   * seen. Where there is no such batch it is a snapshot.
   */
  private static void goodTruncation(Draft draft) {
    FuzzedRecord snapshot = lastSnapshot(draft, 0, draft.number());
    FuzzedRecord batch =
        snapshot == null ? null : draft.fuzzer().lastOf(Category.BATCH, 0, snapshot.number());
    if (snapshot == null
        || batch == null
        || batch.events() < 2
        || isTruncatedSince(draft, batch.number(), snapshot.number())) {
      goodSnapshot(draft);
      return;
    }
    int version = 2 + draft.random().nextInt(batch.events() - 1);
    control(draft, "annals.truncate", Integer.toString(version))
        .key(batch.key())
        .truncation(new Truncation(batch.number(), version))
        .known(Outcome.CARRIED_OUT);
    if (draft.random().nextBoolean()) {
      draft.only(BY, REDUCER).value((byte[]) null);
    } else {
      draft.only(BY, REDUCER + "@" + snapshot.number());
    }
  }

  /** Absent where there is none, or a truncation came after it. */
  private static @Nullable FuzzedRecord lastSnapshot(Draft draft, long from, long upto) {
    FuzzedRecord own = draft.fuzzer().lastOf(Category.RESERVED, from, upto);
    while (own != null && own.truncation() == null) {
      if (isSnapshot(own) && own.known() == Outcome.CARRIED_OUT) {
        return own;
      }
      own = draft.fuzzer().lastOf(Category.RESERVED, from, own.number());
    }
    return null;
  }

  private static boolean isTruncatedSince(Draft draft, long from, long upto) {
    FuzzedRecord own = draft.fuzzer().lastOf(Category.RESERVED, from, upto);
    while (own != null && own.truncation() == null) {
      own = draft.fuzzer().lastOf(Category.RESERVED, from, own.number());
    }
    return own != null;
  }

  /** Of a stream that does not have that version. */
  private static void refused(Draft draft) {
    String type = draft.any("annals.snapshot", "annals.truncate");
    control(draft, type, draft.any("1", "2", "4294967296", "" + Long.MAX_VALUE));
    draft.known(Outcome.REJECTED);
    if (draft.random().nextBoolean()) {
      onStreamBefore(draft).only(VERSION, "2");
    }
  }

  private static void wrong(Draft draft) {
    String type = draft.any("annals.snapshot", "annals.truncate");
    onStreamBefore(control(draft, type, "1")).known(Outcome.UNDECODABLE);
    switch (draft.random().nextInt(6)) {
      case 0 -> draft.without(VERSION);
      case 1 -> draft.without(BY);
      case 2 -> draft.only(VERSION, draft.any("0", "-1", "one", "1.0", "1e3", "9".repeat(1_000)));
      case 3 -> draft.only(BY, draft.any("@", "a b@1", "fuzz@", "@1", "fuzz@1@2", "f\u0000@1"));
      case 4 -> draft.header(Draft.EXPECTED, draft.any("none", "exists", "1"));
      default -> draft.only(Draft.TYPE, "annals.snapshot").value((byte[]) null);
    }
  }
}
