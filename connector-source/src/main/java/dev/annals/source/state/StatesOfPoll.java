package dev.annals.source.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.model.RecordedEvent;
import dev.annals.source.scan.Await;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The states of one poll, asked for in the order of its events. One thread may use it. */
public final class StatesOfPoll {
  /** Loads under way at once: each may hold a state of 1 MiB. */
  private static final int MAX_LOADS = 16;

  private static final Bytes NULL = Bytes.of("null".getBytes(UTF_8));

  /** A state that comes soon, and the load of it that has begun, if it needs one. */
  private record Ahead(DueState due, @Nullable CompletionStage<Folded> load) {}

  private final Folding folding;
  private final StateCounters counters;
  private final Iterator<DueState> due;
  private final Deque<Ahead> ahead = new ArrayDeque<>();

  StatesOfPoll(List<DueState> due, Folding folding, StateCounters counters) {
    this.folding = folding;
    this.counters = counters;
    this.due = due.iterator();
    lookAhead();
  }

  private void lookAhead() {
    while (ahead.size() < MAX_LOADS && due.hasNext()) {
      DueState next = due.next();
      boolean isLoaded = !next.isClosed() && !folding.isLikelyAtHand(next);
      ahead.add(new Ahead(next, isLoaded ? folding.load(next) : null));
    }
  }

  /**
   * The state to publish after an event of the poll; absent if there is none, or it cannot be told,
   * which is counted.
   *
   * @throws dev.annals.model.store.StoreException for a fault that waiting does not mend
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public @Nullable PublishedState after(RecordedEvent event) {
    Ahead next = ahead.peek();
    if (next == null || !isAfter(next.due(), event)) {
      return null;
    }
    ahead.remove();
    PublishedState state = tell(next);
    lookAhead();
    return state;
  }

  private static boolean isAfter(DueState due, RecordedEvent event) {
    return due.version() == event.version() && due.stream().equals(event.stream());
  }

  private @Nullable PublishedState tell(Ahead next) {
    DueState due = next.due();
    if (due.isClosed()) {
      return published(due, null);
    }
    Folded folded = folded(next);
    folding.remember(due, folded);
    if (folded instanceof Folded.Failed failed) {
      counters.fail(due.stream(), due.version(), due.rule().fold().id(), failed.reason());
      return null;
    }
    Bytes document = ((Folded.Into) folded).document();
    return published(due, document.equals(NULL) ? null : document);
  }

  private Folded folded(Ahead next) {
    return next.load() == null
        ? folding.atHand(next.due()).orElseGet(() -> Await.answer(folding.load(next.due())))
        : Await.answer(next.load());
  }

  private static PublishedState published(DueState due, @Nullable Bytes document) {
    return new PublishedState(
        due.stream(), due.version(), due.after().recordedAt(), due.rule().fold().id(), document);
  }
}
