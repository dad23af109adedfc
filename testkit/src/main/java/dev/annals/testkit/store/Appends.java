package dev.annals.testkit.store;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendDecision;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.decision.Decision;
import dev.annals.model.decision.StreamState;
import dev.annals.model.decision.StreamTransaction;
import dev.annals.model.store.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides appends, writes what was decided, and looks up what was decided before. */
final class Appends {
  private final Tables tables;
  private final AppendLimits limits;
  private final Clock clock;
  private final ClientThread thread;

  Appends(Tables tables, AppendLimits limits, Clock clock, ClientThread thread) {
    this.tables = tables;
    this.limits = limits;
    this.clock = clock;
    this.thread = thread;
  }

  List<Outcome> append(StreamId stream, List<AppendRequest> requests) {
    List<Outcome> outcomes = new ArrayList<>();
    Map<Long, Optional<RecordedEvent>> read = new HashMap<>();
    while (outcomes.size() < requests.size()) {
      thread.awaitReachable();
      List<AppendRequest> rest = requests.subList(outcomes.size(), requests.size());
      StreamState state = tables.onStream(stream, s -> s.state(limits.dedupeWindow()));
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      Decision decision = AppendDecision.decide(state, rest, read, limits, now);
      if (decision instanceof Decision.NeedsEvents needed) {
        for (long version : needed.versions()) {
          read.put(version, tables.onStream(stream, s -> Optional.ofNullable(s.event(version))));
        }
      } else if (decision instanceof Decision.Decided decided && tookHold(stream, decided)) {
        for (int i = 0; i < decided.verdicts().size(); i++) {
          outcomes.add(outcome(rest.get(i), decided.verdicts().get(i)));
        }
      }
    }
    return outcomes;
  }

  private boolean tookHold(StreamId stream, Decision.Decided decided) {
    StreamTransaction transaction = decided.transaction();
    return transaction == null || tables.onStream(stream, s -> s.apply(transaction));
  }

  private Outcome outcome(AppendRequest request, Decision.Verdict verdict) {
    return verdict instanceof Decision.Now now ? now.outcome() : lookUp(request);
  }

  /** What became of a request that the register says was processed before. */
  private Outcome lookUp(AppendRequest request) {
    thread.awaitReachable();
    return tables.onStream(
        request.stream(),
        stream -> {
          List<RecordedEvent> accepted = stream.eventsFrom(request.at());
          if (!accepted.isEmpty()) {
            RecordedEvent before = stream.event(accepted.get(0).version() - 1);
            return AppendDecision.accepted(request, accepted, before == null ? null : before.at());
          }
          Refusal refusal = tables.refusal(request.at());
          return refusal != null ? refusal.outcome() : derive(request, stream);
        });
  }

  private static Outcome derive(AppendRequest request, StoredStream stream) {
    Set<EventId> ids = new HashSet<>();
    for (NewEvent event : request.events()) {
      ids.add(event.id());
    }
    return AppendDecision.derive(
        request,
        stream.head(),
        stream.closed(),
        stream.eventsWith(ids),
        afterExpected(request, stream));
  }

  private static @Nullable RecordedEvent afterExpected(AppendRequest request, StoredStream stream) {
    String expected = request.expected().text();
    return switch (expected) {
      case "any", "exists" -> null;
      case "none" -> stream.event(1);
      default -> stream.event(Long.parseLong(expected) + 1);
    };
  }
}
