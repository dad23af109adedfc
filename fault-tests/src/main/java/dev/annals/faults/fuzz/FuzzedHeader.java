package dev.annals.faults.fuzz;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header of a record, of any bytes. */
@SuppressWarnings("ArrayRecordComponent") // Compared by content where it matters.
public record FuzzedHeader(String name, byte @Nullable [] value) {
  private boolean isSame(FuzzedHeader other) {
    return name.equals(other.name) && Arrays.equals(value, other.value);
  }

  /** Whether these are the same, in the same order. */
  static boolean areSame(List<FuzzedHeader> some, List<FuzzedHeader> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!some.get(i).isSame(others.get(i))) {
        return false;
      }
    }
    return true;
  }
}
