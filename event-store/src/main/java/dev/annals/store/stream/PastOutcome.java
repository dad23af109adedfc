package dev.annals.store.stream;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendDecision;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.decision.Register;
import dev.annals.model.decision.SeenEvent;
import dev.annals.model.decision.StreamState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Looks up what became of a request that was processed before (DECIDED): accepted if an event
 * carries its position; else what its row in {@code refused} says; else, where its writer stopped
 * in between, what {@link AppendDecision#derive} makes of the whole stream.
 */
final class PastOutcome {
  private final SelectOrigins origins;
  private final StreamReader reader;
  private final RefusalLookup refusals;
  private final AppendLimits limits;

  PastOutcome(
      SelectOrigins origins, StreamReader reader, RefusalLookup refusals, AppendLimits limits) {
    this.origins = origins;
    this.reader = reader;
    this.refusals = refusals;
    this.limits = limits;
  }

  CompletionStage<Outcome> find(StreamState state, AppendRequest request) {
    Register register = state.register(request.at().source());
    long lastAccepted = register == null ? 0 : register.lastVersion();
    return versionsAt(request, lastAccepted)
        .thenCompose(
            versions -> versions.isEmpty() ? refused(state, request) : accepted(request, versions));
  }

  /**
   * The versions that carry the request's position: its source's newest first, until older ones.
   */
  private CompletionStage<List<Long>> versionsAt(AppendRequest request, long lastAccepted) {
    List<Long> versions = new ArrayList<>();
    if (lastAccepted == 0) {
      return CompletableFuture.completedStage(versions);
    }
    return walkBack(
            request.stream(),
            lastAccepted,
            event -> {
              if (event.at().equals(request.at())) {
                versions.add(event.version());
                return true;
              }
              boolean older =
                  event.at().source().equals(request.at().source())
                      && event.at().position() < request.at().position();
              return versions.isEmpty() && !older;
            })
        .thenApply(
            done -> {
              versions.sort(Comparator.naturalOrder());
              return versions;
            });
  }

  private CompletionStage<Void> walkBack(
      StreamId stream, long from, Predicate<SeenEvent> consumer) {
    return walkBack(stream, (from - 1) / limits.bucketSize(), from, consumer);
  }

  private CompletionStage<Void> walkBack(
      StreamId stream, long bucket, long from, Predicate<SeenEvent> consumer) {
    return origins
        .walkBack(stream, bucket, from, consumer)
        .thenCompose(
            goOn ->
                goOn && bucket > 0
                    ? walkBack(stream, bucket - 1, from, consumer)
                    : CompletableFuture.completedStage(null));
  }

  private CompletionStage<Outcome> accepted(AppendRequest request, List<Long> versions) {
    long first = versions.get(0);
    long from = Math.max(1, first - 1);
    int count = (int) (versions.get(versions.size() - 1) - from + 1);
    return reader
        .events(request.stream(), from, count)
        .thenCompose(
            events ->
                events.isEmpty() && first > from
                    // The event before it was truncated.
                    ? reader
                        .events(request.stream(), first, count - 1)
                        .thenApply(own -> AppendDecision.accepted(request, own, null))
                    : CompletableFuture.completedStage(accepted(request, first, events)));
  }

  private static Outcome accepted(AppendRequest request, long first, List<RecordedEvent> events) {
    boolean isOwn = events.get(0).version() == first;
    SourcePosition predecessor = isOwn ? null : events.get(0).at();
    List<RecordedEvent> own = events.subList(isOwn ? 0 : 1, events.size());
    return AppendDecision.accepted(request, own, predecessor);
  }

  private CompletionStage<Outcome> refused(StreamState state, AppendRequest request) {
    return refusals
        .find(request.at())
        .thenCompose(
            refusal ->
                refusal.isPresent()
                    ? CompletableFuture.completedStage(refusal.get().outcome())
                    : derive(state, request));
  }

  private CompletionStage<Outcome> derive(StreamState state, AppendRequest request) {
    Set<EventId> wanted = new HashSet<>();
    for (NewEvent event : request.events()) {
      wanted.add(event.id());
    }
    List<Long> found = new ArrayList<>();
    return walkBack(
            request.stream(),
            Math.max(1, state.head()),
            event -> {
              if (wanted.contains(event.id())) {
                found.add(event.version());
              }
              return true;
            })
        .thenCompose(done -> eventsAt(request.stream(), found, 0, new HashMap<>()))
        .thenCombine(
            afterExpected(request, state.head()),
            (sameIds, after) ->
                AppendDecision.derive(
                    request,
                    state.head(),
                    state.closed(),
                    sameIds,
                    after.isEmpty() ? null : after.get(0)));
  }

  private CompletionStage<Map<EventId, RecordedEvent>> eventsAt(
      StreamId stream, List<Long> versions, int index, Map<EventId, RecordedEvent> events) {
    if (index == versions.size()) {
      return CompletableFuture.completedStage(events);
    }
    return reader
        .events(stream, versions.get(index), 1)
        .thenCompose(
            read -> {
              for (RecordedEvent event : read) {
                events.put(event.event().id(), event);
              }
              return eventsAt(stream, versions, index + 1, events);
            });
  }

  private CompletionStage<List<RecordedEvent>> afterExpected(AppendRequest request, long head) {
    long expected = 0;
    if (request.expected() instanceof ExpectedVersion.Exactly exactly) {
      expected = exactly.version();
    } else if (!(request.expected() instanceof ExpectedVersion.None)) {
      return CompletableFuture.completedStage(List.of());
    }
    return expected < head
        ? reader.events(request.stream(), expected + 1, 1)
        : CompletableFuture.completedStage(List.of());
  }
}
