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
import java.util.concurrent.CompletableFuture;
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

  private final Cache<StreamId, Folded> remembered;

  Folding(long maxRememberedBytes) {
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

  /**
   * Begins to tell a state; fails as the store does.
   *
   * @param thread of its rule, where states are computed
   * @param loader reads what is not at hand
   */
  CompletionStage<Folded> begin(DueState due, RuleThread thread, Loader loader) {
    Folded known = remembered.getIfPresent(due.stream());
    if (known instanceof Folded.Failed failed && isStillTrue(failed, due)) {
      return CompletableFuture.completedStage(failed);
    }
    if (thread.hangs()) {
      return CompletableFuture.completedStage(due.failed(RuleThread.HANGS));
    }
    boolean isKnown = known instanceof Folded.Into into && precedes(into, due);
    if (!isKnown && due.firstVersion() > 1) {
      return load(due, loader);
    }
    Folded before = isKnown ? known : null;
    return CompletableFuture.supplyAsync(() -> atHand(due, before), thread)
        .thenCompose(
            told -> told.map(CompletableFuture::completedStage).orElseGet(() -> load(due, loader)));
  }

  /**
   * An event that cannot be folded stays one. But a snapshot behind it may have been written, and
   * to look for it with every event would read the stream as often.
   */
  private static boolean isStillTrue(Folded.Failed failed, DueState due) {
    return due.version() < failed.version() + due.rule().every();
  }

  private static boolean precedes(Folded.Into known, DueState due) {
    return known.version() >= due.firstVersion() - 1 && known.version() < due.version();
  }

  /** Empty if versions are missing at hand, as where the log has lost entries. */
  private static Optional<Folded> atHand(DueState due, @Nullable Folded known) {
    try {
      State state =
          known instanceof Folded.Into into
              ? resume(due.stream(), into)
              : due.rule().fold().start(due.stream());
      for (RecordedEvent event : due.events()) {
        if (event.version() == state.version() + 1 && event.version() <= due.version()) {
          state = due.rule().fold().next(state, event);
        }
      }
      return state.version() == due.version() ? Optional.of(into(state)) : Optional.empty();
    } catch (ReduceException reason) {
      return Optional.of(due.failed(String.valueOf(reason.getMessage())));
    }
  }

  private static State resume(StreamId stream, Folded.Into known) {
    try {
      return new State(stream, known.version(), Json.read(known.document()));
    } catch (Json.NotJson impossible) {
      throw new IllegalStateException("a state of %s was JSON".formatted(stream), impossible);
    }
  }

  private static CompletionStage<Folded> load(DueState due, Loader loader) {
    return loader
        .loadAt(due.stream(), due.version(), due.rule().fold())
        .handle((state, fault) -> fault == null ? loaded(due, state) : failed(due, fault));
  }

  private static Folded loaded(DueState due, State state) {
    if (state.version() != due.version()) {
      return due.failed("the store has its events up to %d only".formatted(state.version()));
    }
    try {
      return into(state);
    } catch (ReduceException reason) {
      return due.failed(String.valueOf(reason.getMessage()));
    }
  }

  private static Folded failed(DueState due, Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (cause instanceof ReduceException reason) {
      return due.failed(String.valueOf(reason.getMessage()));
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
