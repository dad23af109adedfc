package dev.annals.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.Fingerprint;
import dev.annals.upcast.EventDocument;
import org.jspecify.annotations.Nullable;

/**
 * A reducer whose state is a record, or another class that Jackson reads and writes. What it is
 * told of {@link Reducer} holds for it, too; sets and other collections without an order do not
 * belong into the state, which is to be the same whoever makes it.
 *
 * @param <S> the state
 */
public abstract class TypedReducer<S> implements Reducer {
  private final String name;
  private final Class<S> type;
  private final S start;

  /**
   * A reducer of a name.
   *
   * @param start the state before the first event; not changed by {@link #next}
   */
  @SuppressWarnings("unchecked") // The class of an S makes an S.
  protected TypedReducer(String name, S start) {
    this.name = name;
    this.type = (Class<S>) start.getClass();
    this.start = start;
  }

  /**
   * The state after an event; the same one, where the event changes nothing.
   *
   * @param state before it; null where an earlier event took all away
   * @return null takes all away
   * @throws ReduceException as {@link Reducer#reduce} does
   */
  protected abstract @Nullable S next(@Nullable S state, EventDocument event)
      throws ReduceException;

  /**
   * The data of an event as an object.
   *
   * @throws ReduceException if it is none, or absent: says which field, quotes no data
   */
  protected final <E> E data(EventDocument event, Class<E> dataType) throws ReduceException {
    String what = "its data, of type " + event.shape().type() + ", ";
    try {
      E data = TypedJson.read(event.data(), dataType);
      if (data == null) {
        throw new ReduceException("is absent");
      }
      return data;
    } catch (ReduceException reason) {
      throw new ReduceException(what + reason.getMessage());
    }
  }

  @Override
  public final String name() {
    return name;
  }

  /** Changes with the class, its {@link #revision}, and the class of the state. */
  @Override
  public final String fingerprint() {
    return Fingerprint.of("typed", getClass().getName(), revision(), type.getName());
  }

  @Override
  public final JsonNode initial() {
    try {
      return TypedJson.write(start);
    } catch (ReduceException reason) {
      throw new IllegalStateException(
          "the state that reducer %s starts with %s".formatted(name, reason.getMessage()), reason);
    }
  }

  @Override
  public final JsonNode reduce(JsonNode state, EventDocument event) throws ReduceException {
    S before;
    try {
      before = TypedJson.read(state, type);
    } catch (ReduceException reason) {
      throw new ReduceException("the state before it " + reason.getMessage());
    }
    return TypedJson.write(next(before, event));
  }
}
