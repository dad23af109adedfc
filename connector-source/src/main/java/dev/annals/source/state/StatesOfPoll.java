package dev.annals.source.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.model.RecordedEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The states of one poll, asked for in the order of its events. One thread may use it. */
public final class StatesOfPoll {
  /** States told ahead, each of which may have 1 MiB. */
  private static final int MAX_AHEAD = 16;

  private static final Bytes NULL = Bytes.of("null".getBytes(UTF_8));

  /** A state that comes soon. */
  private record Ahead(DueState due, CompletionStage<Folded> folded) {}

  private final States states;
  private final Iterator<DueState> due;
  private final Deque<Ahead> ahead = new ArrayDeque<>();

  StatesOfPoll(List<DueState> due, States states) {
    this.states = states;
    this.due = due.iterator();
    lookAhead();
  }

  private void lookAhead() {
    while (ahead.size() < MAX_AHEAD && due.hasNext()) {
      DueState next = due.next();
      ahead.add(new Ahead(next, states.begin(next)));
    }
  }

  /**
   * The state to publish after an event of the poll; empty if there is none, or what was published
   * before is as new, or it cannot be told, which is counted.
   *
   * @throws dev.annals.model.store.StoreException for a fault that waiting does not mend
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Optional<PublishedState> after(RecordedEvent event) {
    Ahead next = ahead.peek();
    if (next == null || !next.due().isAfter(event)) {
      return Optional.empty();
    }
    ahead.remove();
    Optional<PublishedState> state = state(next.due(), states.end(next.due(), next.folded()));
    lookAhead();
    return state;
  }

  private static Optional<PublishedState> state(DueState due, Folded folded) {
    if (folded instanceof Folded.Into into) {
      Bytes document = into.document().equals(NULL) ? null : into.document();
      return Optional.of(state(due, into.version(), into.recordedAt(), document));
    }
    return folded instanceof Folded.Closed closed
        ? Optional.of(state(due, closed.version(), closed.recordedAt(), null))
        : Optional.empty();
  }

  private static PublishedState state(
      DueState due, long version, Instant recordedAt, @Nullable Bytes document) {
    return new PublishedState(due.stream(), version, recordedAt, due.rule().fold().id(), document);
  }
}
