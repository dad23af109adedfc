package dev.annals.source.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.State;
import dev.annals.store.load.Loader;
import dev.annals.upcast.Json;
import dev.annals.upcast.UpcastException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells states: from the events at hand where the state before them is remembered, or there is
 * nothing before them; else from the store. Events never change, so what is remembered stays true:
 * to forget it costs reads, and nothing else. One thread may use it.
 */
final class Folding {
  /** Of documents, names and {@link #ENTRY_BYTES} each, in all streams (BOUNDED). */
  static final long MAX_REMEMBERED_BYTES = 16L << 20;

  private static final int ENTRY_BYTES = 200;

  private final Loader loader;
  private final Cache<StreamId, Folded> remembered;

  Folding(Loader loader, long maxRememberedBytes) {
    this.loader = loader;
    this.remembered =
        Caffeine.newBuilder()
            .maximumWeight(maxRememberedBytes)
            .weigher(Folding::sizeBytes)
            .executor(Runnable::run)
            .build();
  }

  private static int sizeBytes(StreamId stream, Folded folded) {
    int document = folded instanceof Folded.Into into ? into.document().size() : 0;
    return ENTRY_BYTES + stream.entityType().length() + stream.entityId().length() + document;
  }

  void remember(DueState due, Folded folded) {
    remembered.put(due.stream(), folded);
  }

  /** Whether {@link #atHand} will tell it, unless what is remembered is forgotten meanwhile. */
  boolean isLikelyAtHand(DueState due) {
    Folded known = remembered.getIfPresent(due.stream());
    return due.firstVersion() == 1
        || (known instanceof Folded.Failed failed && isStillTrue(failed, due))
        || (known instanceof Folded.Into into && precedes(into, due));
  }

  private static boolean precedes(Folded.Into known, DueState due) {
    return known.version() >= due.firstVersion() - 1 && known.version() < due.version();
  }

  /** The state, if it can be told without the store. */
  Optional<Folded> atHand(DueState due) {
    Folded known = remembered.getIfPresent(due.stream());
    if (known instanceof Folded.Failed failed && isStillTrue(failed, due)) {
      return Optional.of(failed);
    }
    try {
      State before = before(due, known);
      return before == null ? Optional.empty() : reduced(due, before);
    } catch (ReduceException reason) {
      return Optional.of(new Folded.Failed(due.version(), String.valueOf(reason.getMessage())));
    }
  }

  /**
   * An event that cannot be folded stays one. But a snapshot behind it may have been written, and
   * to look for it with every event would read the stream as often.
   */
  private static boolean isStillTrue(Folded.Failed failed, DueState due) {
    return due.version() < failed.version() + due.rule().every();
  }

  private static @Nullable State before(DueState due, @Nullable Folded known)
      throws ReduceException {
    if (known instanceof Folded.Into into && precedes(into, due)) {
      return resume(due.stream(), into);
    }
    return due.firstVersion() == 1 ? due.rule().fold().start(due.stream()) : null;
  }

  private static State resume(StreamId stream, Folded.Into known) {
    try {
      return new State(stream, known.version(), Json.read(known.document()));
    } catch (Json.NotJson impossible) {
      throw new IllegalStateException("a state of %s was JSON".formatted(stream), impossible);
    }
  }

  private static Optional<Folded> reduced(DueState due, State before) throws ReduceException {
    State state = before;
    for (RecordedEvent event : due.events()) {
      boolean isNext = event.version() == state.version() + 1;
      if (isNext && event.version() <= due.version()) {
        state = due.rule().fold().next(state, event);
      }
    }
    // Versions that the log has lost are missing at hand.
    return state.version() == due.version() ? Optional.of(into(state)) : Optional.empty();
  }

  /** Reads the state from the store; fails as that does. */
  CompletionStage<Folded> load(DueState due) {
    return loader
        .loadAt(due.stream(), due.version(), due.rule().fold())
        .handle((state, fault) -> fault == null ? told(due, state) : failed(due, fault));
  }

  private static Folded told(DueState due, State state) {
    try {
      return state.version() == due.version()
          ? into(state)
          : new Folded.Failed(
              due.version(), "the store has events up to %d only".formatted(state.version()));
    } catch (ReduceException reason) {
      return new Folded.Failed(due.version(), String.valueOf(reason.getMessage()));
    }
  }

  private static Folded failed(DueState due, Throwable fault) {
    Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
    if (cause instanceof ReduceException reason) {
      return new Folded.Failed(due.version(), String.valueOf(reason.getMessage()));
    }
    throw new CompletionException(cause);
  }

  private static Folded into(State state) throws ReduceException {
    try {
      return new Folded.Into(state.version(), Json.write(state.document()));
    } catch (UpcastException tooDeep) {
      throw new ReduceException(String.valueOf(tooDeep.getMessage()));
    }
  }
}
