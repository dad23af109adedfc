package dev.annals.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.annals.model.Fingerprint;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import dev.annals.upcast.EventDocument;
import dev.annals.upcast.Json;
import dev.annals.upcast.Upcast;
import dev.annals.upcast.UpcastChain;
import dev.annals.upcast.UpcastException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds streams: each event is upcast, then reduced. As thread-safe as its reducer and its chain:
 * built in ones are.
 *
 * <p>A state is the same, to the byte, whether it was folded from the first event or from any
 * snapshot on the way. Therefore a reducer sees after every event what it would see after a
 * snapshot: the state as it is read, not as it was computed (1E10 computed is a double, read a
 * decimal).
 */
public final class Fold {
  private final Reducer reducer;
  private final UpcastChain chain;
  private final ReducerId id;

  /** Of events as the chain shows them. A name that is none is an IllegalArgumentException. */
  public Fold(Reducer reducer, UpcastChain chain) {
    this.reducer = reducer;
    this.chain = chain;
    this.id =
        new ReducerId(reducer.name(), Fingerprint.of(reducer.fingerprint(), chain.fingerprint()));
  }

  /** Which snapshots are its own: those of this reducer on this chain, as both are now. */
  public ReducerId id() {
    return id;
  }

  /** The state before the first event. */
  public State start(StreamId stream) throws ReduceException {
    try {
      return new State(stream, 0, asStored(reducer.initial()));
    } catch (ReduceException reason) {
      throw notBegun(stream, String.valueOf(reason.getMessage()));
    } catch (Throwable fault) {
      throw notBegun(stream, place(fault));
    }
  }

  /**
   * The state after the next event of the stream. One without a payload, as a tombstone is, has
   * JSON's null as its data, and is not upcast. Those of Annals itself ({@link NewEvent#OWN_TYPES})
   * change nothing.
   *
   * @throws ReduceException if it cannot be told, which names stream and version
   * @throws IllegalArgumentException if it is not the next one
   */
  public State next(State state, RecordedEvent event) throws ReduceException {
    if (!event.stream().equals(state.stream()) || event.version() != state.version() + 1) {
      throw new IllegalArgumentException(
          "%s@%d does not come after %s@%d"
              .formatted(event.stream(), event.version(), state.stream(), state.version()));
    }
    if (event.event().type().startsWith(NewEvent.OWN_TYPES)) {
      return after(event, state.document());
    }
    try {
      JsonNode document = state.document();
      for (EventDocument shown : shown(event)) {
        document = reduce(document, shown);
      }
      return after(event, document);
    } catch (ReduceException | UpcastException reason) {
      throw failed(event, String.valueOf(reason.getMessage()));
    } catch (Throwable fault) {
      // Also an Error, such as that of an assertion, or what Kotlin need not declare: a reducer is
      // code of others, and what it throws ends no task.
      throw failed(event, place(fault));
    }
  }

  private static State after(RecordedEvent event, JsonNode document) {
    return new State(event.stream(), event.version(), event.event().id(), document);
  }

  /** What to keep of a state. A state that is too large, or of no event, is a ReduceException. */
  public Snapshot snapshot(State state, Instant takenAt) throws ReduceException {
    try {
      return new Snapshot(
          state.stream(), id, state.version(), state.last(), Json.write(state.document()), takenAt);
    } catch (IllegalArgumentException | UpcastException reason) {
      throw new ReduceException(String.valueOf(reason.getMessage()));
    }
  }

  /**
   * The state that was kept.
   *
   * @throws IllegalArgumentException if it is not one of {@link #id}
   */
  public State resume(Snapshot snapshot) throws ReduceException {
    if (!snapshot.reducer().equals(id)) {
      throw new IllegalArgumentException(
          "the snapshot %s@%d is of reducer %s, not of %s"
              .formatted(snapshot.stream(), snapshot.version(), snapshot.reducer(), id));
    }
    try {
      return new State(
          snapshot.stream(), snapshot.version(), snapshot.last(), Json.read(snapshot.state()));
    } catch (Json.NotJson reason) {
      throw new ReduceException(
          "the snapshot %s@%d of reducer %s %s: forget it, and it is made again"
              .formatted(snapshot.stream(), snapshot.version(), id, reason.getMessage()));
    }
  }

  private List<EventDocument> shown(RecordedEvent event) throws ReduceException, UpcastException {
    if (event.event().payload() == null) {
      return List.of(EventDocument.of(event, NullNode.getInstance()));
    }
    Upcast upcast = chain.upcast(event);
    if (upcast instanceof Upcast.Failed failed) {
      throw new ReduceException(failed.reason());
    }
    List<EventDocument> documents = new ArrayList<>();
    for (RecordedEvent shown :
        upcast instanceof Upcast.Into into ? into.events() : List.of(event)) {
      documents.add(EventDocument.of(shown, "reducer " + id.name()));
    }
    return documents;
  }

  private JsonNode reduce(JsonNode state, EventDocument event) throws ReduceException {
    if (reducer instanceof MergePatch patch) {
      // Changes nothing it is given, and only puts together what was read: no need to copy a large
      // state for each small patch.
      return patch.reduce(state, event);
    }
    return asStored(reducer.reduce(state.deepCopy(), event));
  }

  private static JsonNode asStored(JsonNode state) throws ReduceException {
    if (state == null) {
      throw new ReduceException("it gives null: for a state in JSON that is null, give a NullNode");
    }
    try {
      return Json.read(Json.write(state));
    } catch (UpcastException tooDeep) {
      throw new ReduceException("the new state is deeper than 1,000 levels");
    } catch (Json.NotJson reason) {
      throw new ReduceException("the new state " + reason.getMessage());
    }
  }

  private ReduceException notBegun(StreamId stream, String reason) {
    return new ReduceException(
        "reducer %s has no state to begin %s with: %s".formatted(id.name(), stream, reason));
  }

  private ReduceException failed(RecordedEvent event, String reason) {
    return new ReduceException(
        "reducer %s cannot take %s@%d: %s"
            .formatted(id.name(), event.stream(), event.version(), reason));
  }

  /** What was thrown, and where; not the message, which may quote the data. */
  private static String place(Throwable fault) {
    StackTraceElement[] trace = fault.getStackTrace();
    return trace.length == 0
        ? fault.getClass().getName()
        : fault.getClass().getName() + " at " + trace[0];
  }
}
