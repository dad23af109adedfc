package dev.annals.store.stream;

import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendDecision;
import dev.annals.model.decision.Decision;
import dev.annals.model.decision.StreamState;
import dev.annals.model.decision.StreamTransaction;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One call of append: decides, writes, and decides again where the write was refused, until every
 * request has its outcome. The state it works on is its own until it is done.
 */
final class StreamAppend {
  private final Streams.Parts parts;
  private final StreamId stream;
  private final List<AppendRequest> requests;
  private final List<Outcome> outcomes = new ArrayList<>();

  /** Whether the state is a guess: nothing was read yet, and no transaction took hold on it. */
  private boolean guessed;

  /** Whether the state was read at the serial level, and nothing was written since. */
  private boolean serial;

  StreamAppend(Streams.Parts parts, List<AppendRequest> requests) {
    this.parts = parts;
    this.stream = requests.get(0).stream();
    this.requests = requests;
  }

  CompletionStage<List<Outcome>> run() {
    return begin()
        .thenCompose(this::decide)
        .thenApply(
            last -> {
              parts.cache().put(last);
              return outcomes;
            });
  }

  private CompletionStage<StreamState> begin() {
    StreamState remembered = parts.cache().take(stream);
    if (remembered != null) {
      return CompletableFuture.completedStage(remembered);
    }
    if (parts.newStreams().areLikely()) {
      guessed = true;
      return CompletableFuture.completedStage(StreamState.empty(stream));
    }
    return load();
  }

  private CompletionStage<StreamState> load() {
    return parts
        .loader()
        .load(stream)
        .thenApply(
            state -> {
              parts.newStreams().learn(state.isUntouched());
              return state;
            });
  }

  private CompletionStage<StreamState> decide(StreamState state) {
    return outcomes.size() == requests.size()
        ? CompletableFuture.completedStage(state)
        : decide(state, new HashMap<>());
  }

  private CompletionStage<StreamState> decide(
      StreamState state, Map<Long, Optional<RecordedEvent>> read) {
    Decision decision =
        AppendDecision.decide(
            state,
            requests.subList(outcomes.size(), requests.size()),
            read,
            parts.limits(),
            parts.clock().instant().truncatedTo(ChronoUnit.MILLIS));
    if (decision instanceof Decision.NeedsEvents needs) {
      return read(needs.versions(), read).thenCompose(more -> decide(state, more));
    }
    return write(state, (Decision.Decided) decision);
  }

  private CompletionStage<Map<Long, Optional<RecordedEvent>>> read(
      SortedSet<Long> versions, Map<Long, Optional<RecordedEvent>> read) {
    long first = versions.first();
    int count = 0;
    for (long version : versions) {
      if (version != first + count) {
        break; // What lies between was not asked for, and may be large.
      }
      count++;
    }
    int run = count;
    return parts
        .reader()
        .events(stream, first, run)
        .thenApply(
            events -> {
              Map<Long, Optional<RecordedEvent>> more = new HashMap<>(read);
              for (long version : versions) {
                int index = (int) (version - first);
                if (index < run) {
                  more.put(
                      version,
                      index < events.size() ? Optional.of(events.get(index)) : Optional.empty());
                }
              }
              return more;
            });
  }

  private CompletionStage<StreamState> write(StreamState state, Decision.Decided decided) {
    StreamTransaction transaction = decided.transaction();
    if (transaction == null && guessed) {
      guessed = false; // Nothing would check it.
      return load().thenCompose(this::decide);
    }
    if (transaction == null) {
      return tell(state, decided, 0).thenCompose(this::decide);
    }
    if (transaction.opensBucket() && !serial) {
      // The new bucket takes all registers along, and one may have moved that no condition of
      // ours was on. The full bucket never changes again: what is read of it now is final.
      return loadSerial();
    }
    boolean ontoNothing = guessed;
    guessed = false;
    serial = false;
    return parts
        .batch()
        .write(transaction, ontoNothing)
        .thenCompose(
            applied -> {
              if (ontoNothing) {
                parts.newStreams().learn(applied);
              }
              if (!applied) {
                // Lost a race, or an earlier send of this very batch won it: the registers will
                // tell.
                return loadSerial();
              }
              state.apply(transaction, parts.limits().dedupeWindow());
              return hint(transaction)
                  .thenCompose(done -> tell(state, decided, 0))
                  .thenCompose(this::decide);
            });
  }

  private CompletionStage<StreamState> loadSerial() {
    return parts
        .loader()
        .loadSerial(stream)
        .thenCompose(
            state -> {
              serial = true;
              return decide(state);
            });
  }

  private CompletionStage<Void> hint(StreamTransaction transaction) {
    return transaction.opensBucket()
        ? parts.hint().write(stream, transaction.bucket())
        : CompletableFuture.completedStage(null);
  }

  /** Turns verdicts into outcomes, in order. */
  private CompletionStage<StreamState> tell(
      StreamState state, Decision.Decided decided, int index) {
    for (int i = index; i < decided.verdicts().size(); i++) {
      if (decided.verdicts().get(i) instanceof Decision.Now now) {
        outcomes.add(now.outcome());
        continue;
      }
      int next = i + 1;
      return parts
          .past()
          .find(state, requests.get(outcomes.size()))
          .thenCompose(
              outcome -> {
                outcomes.add(outcome);
                return tell(state, decided, next);
              });
    }
    return CompletableFuture.completedStage(state);
  }
}
