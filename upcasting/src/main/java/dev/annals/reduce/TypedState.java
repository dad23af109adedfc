package dev.annals.reduce;

import dev.annals.model.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a stream amount to, as an object of the application.
 *
 * @param <S> a record, or another class that Jackson can make of JSON
 * @param stream whose
 * @param version of the last event in it; 0 before the first. Append with it as the expected
 *     version
 * @param state null where it is {@code null} in JSON, as after an event without payload that takes
 *     all away
 */
public record TypedState<S>(StreamId stream, long version, @Nullable S state) {
  /**
   * Makes an object of a state. Members that the class does not have are left out; what is absent
   * is null, or 0. A number is not cut, and a text is not taken for one.
   *
   * @throws ReduceException if it cannot be made: names stream, version and field, quotes no data
   */
  public static <S> TypedState<S> of(State state, Class<S> type) throws ReduceException {
    try {
      return new TypedState<>(
          state.stream(), state.version(), TypedJson.read(state.document(), type));
    } catch (ReduceException reason) {
      throw new ReduceException(
          "the state %s@%d %s".formatted(state.stream(), state.version(), reason.getMessage()));
    }
  }
}
