package dev.annals.source.state;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.reduce.Fold;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.State;
import dev.annals.store.load.Loader;
import dev.annals.upcast.Json;
import dev.annals.upcast.UpcastException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * One state on its way to a version.
 *
 * @param fold tells it
 * @param target the event it is the state after
 */
record Telling(Fold fold, RecordedEvent target) {
  /** By events at hand, from the first of the stream; empty if some are missing. */
  Optional<Folded> fromStart(List<RecordedEvent> events) {
    try {
      return goOn(fold.start(stream()), events);
    } catch (ReduceException reason) {
      return Optional.of(failed(reason));
    }
  }

  /** By events at hand, from a state that was told; empty if some are missing. */
  Optional<Folded> from(Folded.Into known, List<RecordedEvent> events) {
    try {
      return goOn(new State(stream(), known.version(), Json.read(known.document())), events);
    } catch (Json.NotJson impossible) {
      throw new IllegalStateException("a state of %s was JSON".formatted(stream()), impossible);
    } catch (ReduceException reason) {
      return Optional.of(failed(reason));
    }
  }

  private Optional<Folded> goOn(State before, List<RecordedEvent> events) throws ReduceException {
    State state = before;
    for (RecordedEvent event : events) {
      if (event.version() == state.version() + 1 && event.version() <= target.version()) {
        state = fold.next(state, event);
      }
    }
    return state.version() == target.version() ? Optional.of(into(state)) : Optional.empty();
  }

  /** From the store; fails as that does. */
  CompletionStage<Folded> by(Loader loader) {
    return loader
        .loadAt(stream(), target.version(), fold)
        .handle((state, fault) -> fault == null ? loaded(state) : failed(fault));
  }

  private Folded loaded(State state) {
    if (state.version() != target.version()) {
      return failed("the store has its events up to %d only".formatted(state.version()));
    }
    try {
      return into(state);
    } catch (ReduceException reason) {
      return failed(reason);
    }
  }

  private Folded failed(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (cause instanceof ReduceException reason) {
      return failed(String.valueOf(reason.getMessage()));
    }
    throw new CompletionException(cause);
  }

  private Folded failed(String reason) {
    return new Folded.Failed(target.version(), reason, true);
  }

  private Folded into(State state) throws ReduceException {
    try {
      return new Folded.Into(target.version(), target.recordedAt(), Json.write(state.document()));
    } catch (UpcastException tooDeep) {
      throw new ReduceException(String.valueOf(tooDeep.getMessage()));
    }
  }

  private StreamId stream() {
    return target.stream();
  }
}
