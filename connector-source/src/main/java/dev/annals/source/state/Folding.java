package dev.annals.source.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.store.load.Loader;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the states to publish. Of a stream that is remembered it is the state after what is
 * published now. Of any other it is the newest that there is, since nobody knows what was published
 * of it: without transactions, a task that starts again may repeat an event whose successor came
 * from another source, is published, and is not repeated; the state after the first must not
 * replace that after the second. So versions of states only grow.
 *
 * <p>To forget a stream costs reads, and nothing else. One thread may use it.
 */
final class Folding {
  /** Of documents, names and {@link #ENTRY_BYTES} each, in all streams (BOUNDED). */
  private static final long MAX_REMEMBERED_BYTES = 16L << 20;

  private static final int ENTRY_BYTES = 200;

  private final EventStore store;
  private final Cache<StreamId, Folded> remembered;

  Folding(EventStore store) {
    this.store = store;
    this.remembered =
        Caffeine.newBuilder()
            .maximumWeight(MAX_REMEMBERED_BYTES)
            .weigher(Folding::sizeBytes)
            .executor(Runnable::run)
            .build();
  }

  private static int sizeBytes(StreamId stream, Folded folded) {
    int document = folded instanceof Folded.Into into ? into.document().size() : 0;
    return ENTRY_BYTES + stream.entityType().length() + stream.entityId().length() + document;
  }

  void remember(StreamId stream, Folded folded) {
    boolean isOwnFailure = folded instanceof Folded.Failed failed && failed.isOwn();
    if (folded instanceof Folded.Into || isOwnFailure) {
      remembered.put(stream, folded);
    }
  }

  /**
   * Begins to tell what to publish; fails as the store does.
   *
   * @param thread of its rule, where states are computed
   * @param loader reads what is not at hand, and computes it there
   */
  CompletionStage<Folded> begin(DueState due, RuleThread thread, Loader loader) {
    if (due.isClosed()) {
      return done(closed(due.after()));
    }
    Folded known = remembered.getIfPresent(due.stream());
    if (known instanceof Folded.Failed failed && isStillTrue(failed, due)) {
      return done(failed);
    }
    if (thread.hangs()) {
      return done(new Folded.Failed(due.version(), RuleThread.HANGS, false));
    }
    if (known instanceof Folded.Into into) {
      return begin(due, into, thread, loader);
    }
    return newest(due).thenCompose(event -> begin(due, event, thread, loader));
  }

  private static CompletionStage<Folded> begin(
      DueState due, Folded.Into known, RuleThread thread, Loader loader) {
    if (known.version() >= due.version()) {
      return done(new Folded.Passed());
    }
    Telling telling = new Telling(due.rule().fold(), due.after());
    return known.version() < due.firstVersion() - 1
        ? telling.by(loader)
        : atHandOrLoaded(() -> telling.from(known, due.events()), telling, thread, loader);
  }

  private CompletionStage<Folded> begin(
      DueState due, @Nullable RecordedEvent newest, RuleThread thread, Loader loader) {
    if (newest != null && newest.event().closes()) {
      return done(closed(newest));
    }
    return target(due, newest)
        .thenCompose(
            target -> {
              Telling telling = new Telling(due.rule().fold(), target);
              return due.firstVersion() > 1 || target.version() > due.version()
                  ? telling.by(loader)
                  : atHandOrLoaded(() -> telling.fromStart(due.events()), telling, thread, loader);
            });
  }

  /** The newest event that a state is due after. */
  private CompletionStage<RecordedEvent> target(DueState due, @Nullable RecordedEvent newest) {
    if (newest == null || due.lastDue(newest.version()) <= due.version()) {
      return CompletableFuture.completedStage(due.after());
    }
    long version = due.lastDue(newest.version());
    return version == newest.version()
        ? CompletableFuture.completedStage(newest)
        : first(ReadRequest.forwards(due.stream(), version, 1))
            .thenApply(event -> event == null ? newest : event);
  }

  private CompletionStage<@Nullable RecordedEvent> newest(DueState due) {
    return first(ReadRequest.backwards(due.stream(), ReadRequest.NEWEST, 1));
  }

  private CompletionStage<@Nullable RecordedEvent> first(ReadRequest one) {
    return store.read(one).thenApply(page -> page.events().isEmpty() ? null : page.events().get(0));
  }

  private static CompletionStage<Folded> atHandOrLoaded(
      Supplier<Optional<Folded>> atHand, Telling telling, RuleThread thread, Loader loader) {
    return CompletableFuture.supplyAsync(atHand, thread)
        .thenCompose(told -> told.map(Folding::done).orElseGet(() -> telling.by(loader)));
  }

  private static CompletionStage<Folded> done(Folded folded) {
    return CompletableFuture.completedStage(folded);
  }

  private static Folded closed(RecordedEvent last) {
    return new Folded.Closed(last.version(), last.recordedAt());
  }

  /**
   * An event that cannot be folded stays one. But a snapshot behind it may have been written, and
   * to look for it with every event would read the stream as often.
   */
  private static boolean isStillTrue(Folded.Failed failed, DueState due) {
    return due.version() < failed.version() + due.rule().every();
  }
}
