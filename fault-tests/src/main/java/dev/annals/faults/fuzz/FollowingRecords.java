package dev.annals.faults.fuzz;

import java.util.Arrays;
import java.util.Objects;

/** Records that come after a good one, to the same stream. */
final class FollowingRecords {
  private FollowingRecords() {}

  /** As a producer sends it that missed the answer. */
  static void again(Draft draft) {
    copy(draft, draft.goodBefore());
    draft.known(Outcome.DUPLICATE);
  }

  private static void copy(Draft draft, FuzzedRecord good) {
    draft.key(good.key()).value(good.value());
    good.headers().forEach(header -> draft.header(header.name(), header.value()));
  }

  static void conflicting(Draft draft) {
    copy(draft, draft.goodBefore());
    draft.known(Outcome.REJECTED);
    switch (draft.random().nextInt(4)) {
      case 0 -> draft.only("ce_id", "late-" + draft.number()).only(Draft.EXPECTED, "none");
      case 1 -> draft.only("ce_id", "early-" + draft.number()).only(Draft.EXPECTED, "2");
      case 2 -> draft.value(longer(Objects.requireNonNull(draft.goodBefore().value())));
      default -> draft.only(Draft.TYPE, "thing.happened.otherwise");
    }
  }

  private static byte[] longer(byte[] value) {
    return Arrays.copyOf(value, value.length + 1);
  }
}
