package dev.annals.connector.record;

import org.jspecify.annotations.Nullable;

/** Stands where code is still to come. */
final class Pending {
  private Pending() {}

  @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals", "unused"})
  static <T> T later(@Nullable Object... with) {
    throw new UnsupportedOperationException("still to come");
  }
}
