package dev.annals.faults.fuzz;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records that fell apart on their way, and bytes that never were one. */
final class Noise {
  private Noise() {}

  /** On streams that only such records have: what they do to one another is not known. */
  static void mutated(Draft draft) {
    switch (draft.random().nextInt(3)) {
      case 0 -> GoodRecords.binary(draft);
      case 1 -> GoodRecords.structured(draft);
      default -> GoodRecords.batch(draft);
    }
    FuzzedRecord good = draft.key("mutant-" + draft.number()).unknown().record(Category.MUTATED);
    int victim = draft.random().nextInt(good.headers().size() + 2);
    if (victim == 0) {
      draft.key(mutate(draft, good.key()));
    } else if (victim == 1) {
      draft.value(mutate(draft, good.value()));
    } else {
      FuzzedHeader header = good.headers().get(victim - 2);
      draft.without(header.name());
      if (draft.random().nextInt(4) > 0) {
        draft.header(header.name(), mutate(draft, header.value()));
      }
    }
  }

  private static byte @Nullable [] mutate(Draft draft, byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      return draft.bytes(3);
    }
    int place = draft.random().nextInt(bytes.length);
    byte[] changed = bytes.clone();
    switch (draft.random().nextInt(4)) {
      case 0 -> changed[place] ^= (byte) (1 << draft.random().nextInt(8));
      case 1 -> changed[place] = (byte) draft.random().nextInt(256);
      case 2 -> changed = Arrays.copyOf(bytes, place);
      default ->
          changed =
              draft.random().nextInt(4) == 0 ? null : Arrays.copyOf(bytes, bytes.length + place);
    }
    return changed;
  }

  static void random(Draft draft) {
    draft
        .key(draft.random().nextInt(5) == 0 ? null : draft.bytes(draft.random().nextInt(40)))
        .value(draft.random().nextInt(5) == 0 ? null : draft.bytes(draft.random().nextInt(1_000)));
    int headers = draft.random().nextInt(6);
    for (int i = 0; i < headers; i++) {
      String name =
          draft.any(
              Draft.TYPE,
              "ce_id",
              Draft.CONTENT_TYPE,
              Draft.EXPECTED,
              "",
              "annals-store",
              "€\u0000");
      byte[] value = draft.any(draft.bytes(draft.random().nextInt(30)), new byte[] {'7'});
      draft.header(name, draft.random().nextInt(3) == 0 ? null : value);
    }
  }
}
