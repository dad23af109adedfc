package dev.annals.model.decision;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Accepted;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Outcome.Rejected;
import dev.annals.model.RecordedEvent;
import dev.annals.model.RejectionReason;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.VersionMismatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of appends to one stream. Pure: it reads its arguments and says what to
 * write; whoever asks writes it, and asks again where the write was refused.
 *
 * <p>Rules, for each request in order, the first that fits:
 *
 * <ol>
 *   <li>its position is at or below its source's register: processed before;
 *   <li>it is larger than an append may be: rejected;
 *   <li>it expects a version below the head, and conflicts count: a duplicate where its ids stand
 *       right after that version, else rejected. Looks at these versions only, never at the window:
 *       they never change, so neither does the answer, and no mark is needed;
 *   <li>its ids are among the stream's last events: a duplicate;
 *   <li>the stream is closed, maybe by a request before it: rejected;
 *   <li>it expects what is not so: rejected, or accepted with an exception where it is a fact;
 *   <li>accepted.
 * </ol>
 *
 * <p>A refusal that could turn if it were asked again (rules 4 to 6, as the head moves on and the
 * window slides) is marked: the register advances past the request in the same transaction, or in
 * one without events, before anybody hears of it (DECIDED).
 */
public final class AppendDecision {
  private final StreamState state;
  private final PendingAppend pending;
  private final StreamEvents events;

  private AppendDecision(
      StreamState state,
      Map<Long, Optional<RecordedEvent>> read,
      AppendLimits limits,
      Instant now) {
    this.state = state;
    this.pending = new PendingAppend(state, limits, now);
    this.events = new StreamEvents(state, pending, read, limits.dedupeWindow());
  }

  /**
   * Decides as many of the requests as fit one transaction.
   *
   * @param state the stream as it is known; not changed
   * @param requests to this stream, each source's positions growing; at least one
   * @param read events that an earlier answer asked for, by version; empty where none is there any
   *     more
   * @param now the append time of what is accepted, to the millisecond
   * @return a decision for the first requests, at least one; or the versions that have to be read
   * @throws IllegalArgumentException if a request is to another stream, or a source's positions do
   *     not grow
   */
  public static Decision decide(
      StreamState state,
      List<AppendRequest> requests,
      Map<Long, Optional<RecordedEvent>> read,
      AppendLimits limits,
      Instant now) {
    return new AppendDecision(state, read, limits, now).decide(requests);
  }

  private Decision decide(List<AppendRequest> requests) {
    requireOneStreamInOrder(requests);
    for (AppendRequest request : requests) {
      if (pending.processedBefore(request.at())) {
        pending.add(new Decision.ProcessedBefore());
        continue;
      }
      if (pending.isFullFor(request)) {
        break;
      }
      // Whatever is missing, the request that asked for it is refused: those after it are decided
      // all the same, so that all they need is asked for in one go.
      decide(request);
    }
    return events.missing()
        ? new Decision.NeedsEvents(events.missingVersions())
        : pending.decided();
  }

  private void requireOneStreamInOrder(List<AppendRequest> requests) {
    Map<Source, Long> positions = new HashMap<>();
    for (AppendRequest request : requests) {
      if (!state.stream().equals(request.stream())) {
        throw new IllegalArgumentException(
            "%s among the requests to %s".formatted(request.stream(), state.stream()));
      }
      Long before = positions.put(request.at().source(), request.at().position());
      if (before != null && before >= request.at().position()) {
        // It would be taken for processed before, and its events would be lost.
        throw new IllegalArgumentException(
            "%s after position %d among the requests to %s"
                .formatted(request.at(), before, state.stream()));
      }
    }
  }

  private void decide(AppendRequest request) {
    long head = pending.head();
    if (isTooLarge(request)) {
      pending.refuse(request, tooLarge(request, head), false);
      return;
    }
    if (request.onConflict() == OnConflict.REJECT && expectsBelow(request.expected(), head)) {
      refuseBelow(request, head);
      return;
    }
    Outcome.@Nullable NotAccepted seen = seenBefore(request, head);
    if (seen != null) {
      pending.refuse(request, seen, true);
    } else if (pending.closed()) {
      pending.refuse(
          request,
          rejected(request, RejectionReason.CLOSED, head, null, "the stream is closed"),
          true);
    } else if (request.onConflict() == OnConflict.REJECT && !request.expected().matches(head)) {
      pending.refuse(request, conflict(request, head, null), true);
    } else {
      pending.accept(request);
    }
  }

  private static boolean isTooLarge(AppendRequest request) {
    return request.events().size() > AppendLimits.MAX_EVENTS
        || request.sizeBytes() > AppendLimits.MAX_BYTES;
  }

  private static @Nullable EventId repeatedId(AppendRequest request) {
    Set<EventId> ids = new HashSet<>();
    for (NewEvent event : request.events()) {
      if (!ids.add(event.id())) {
        return event.id();
      }
    }
    return null;
  }

  private static boolean expectsBelow(ExpectedVersion expected, long head) {
    return numberIn(expected) >= 0 && numberIn(expected) < head;
  }

  /** The expected number, {@code none} being 0; -1 where a number is not what is expected. */
  private static long numberIn(ExpectedVersion expected) {
    if (expected instanceof ExpectedVersion.Exactly exactly) {
      return exactly.version();
    }
    return expected instanceof ExpectedVersion.None ? 0 : -1;
  }

  /** Rule 3. */
  private void refuseBelow(AppendRequest request, long head) {
    long first = numberIn(request.expected()) + 1;
    int equal = equalIds(request, first, head);
    if (equal == request.events().size()) {
      pending.refuse(request, duplicateOrReused(request, first, head), false);
      return;
    }
    // The stream ends in the middle of what could become this append, seen whole: this may turn.
    boolean mayTurn = first + equal > head;
    pending.refuse(request, conflict(request, head, events.idAt(first)), mayTurn);
  }

  /** Rule 4; null where no id of the request is in the window. */
  private Outcome.@Nullable NotAccepted seenBefore(AppendRequest request, long head) {
    EventId repeated = repeatedId(request);
    if (repeated != null) {
      return idRepeated(request, head, repeated);
    }
    int count = request.events().size();
    int found = 0;
    long version = 0;
    long first = 0;
    for (int i = 0; i < count; i++) {
      Long there = events.versionInWindow(request.events().get(i).id());
      if (there != null && found++ == 0) {
        version = there;
        first = there - i;
      }
    }
    if (found == 0) {
      return null;
    }
    // The window may end in the middle of an append that was seen whole: compares ids, not counts.
    if (first >= 1 && equalIds(request, first, head) == count) {
      return duplicateOrReused(request, first, head);
    }
    return partlySeen(request, head, version, found);
  }

  /** How many of the request's ids, counted from its first, stand at the versions from there on. */
  private int equalIds(AppendRequest request, long first, long head) {
    int comparable = (int) Math.min(request.events().size(), head - first + 1);
    for (int i = 0; i < comparable; i++) {
      if (!request.events().get(i).id().equals(events.idAt(first + i))) {
        if (i > 0 && events.isMissing(first + i)) {
          events.require(first + i, first + comparable - 1);
        }
        return i;
      }
    }
    return Math.max(0, comparable);
  }

  private Outcome.NotAccepted duplicateOrReused(AppendRequest request, long first, long head) {
    for (int i = 0; i < request.events().size(); i++) {
      RecordedEvent there = events.at(first + i);
      if (there != null && !there.event().hasContentOf(request.events().get(i))) {
        return idReused(request, head, there);
      }
    }
    return new Duplicate(first);
  }

  /**
   * The outcome of a request that was processed before, is in no row with its position, and has no
   * row in {@code refused}: its writer stopped between deciding and telling. Whatever is said here
   * becomes its outcome, so it is said once and written down before it is reported.
   *
   * @param head the stream's head now
   * @param closed whether the stream is closed now
   * @param sameIds the events of the whole stream whose id is one of the request's, by id
   * @param afterExpected the event right after the expected version, where a number is expected and
   *     it is there
   */
  public static Outcome.NotAccepted derive(
      AppendRequest request,
      long head,
      boolean closed,
      Map<EventId, RecordedEvent> sameIds,
      @Nullable RecordedEvent afterExpected) {
    if (isTooLarge(request)) {
      return tooLarge(request, head);
    }
    EventId repeated = repeatedId(request);
    if (repeated != null) {
      return idRepeated(request, head, repeated);
    }
    if (!sameIds.isEmpty()) {
      return deriveFromSameIds(request, head, sameIds);
    }
    if (request.onConflict() == OnConflict.REJECT
        && (expectsBelow(request.expected(), head) || !request.expected().matches(head))) {
      EventId rival = afterExpected == null ? null : afterExpected.event().id();
      return conflict(request, head, rival);
    }
    if (closed) {
      return rejected(request, RejectionReason.CLOSED, head, null, "the stream is closed");
    }
    return rejected(
        request,
        RejectionReason.FORGOTTEN,
        head,
        null,
        "processed before, but neither its event nor its refusal is there any more");
  }

  private static Outcome.NotAccepted deriveFromSameIds(
      AppendRequest request, long head, Map<EventId, RecordedEvent> sameIds) {
    RecordedEvent firstSeen = sameIds.get(request.events().get(0).id());
    for (int i = 0; i < request.events().size(); i++) {
      RecordedEvent there = sameIds.get(request.events().get(i).id());
      if (firstSeen == null || there == null || there.version() != firstSeen.version() + i) {
        long first = sameIds.values().iterator().next().version();
        return partlySeen(request, head, first, sameIds.size());
      }
      if (!there.event().hasContentOf(request.events().get(i))) {
        return idReused(request, head, there);
      }
    }
    return new Duplicate(Objects.requireNonNull(firstSeen).version());
  }

  private static Rejected conflict(AppendRequest request, long head, @Nullable EventId rival) {
    String message =
        "expected version %s of %s, which is at %d"
            .formatted(request.expected().text(), request.stream(), head);
    if (rival != null) {
      message += "; " + rival + " was first";
    }
    return rejected(request, RejectionReason.VERSION_CONFLICT, head, rival, message);
  }

  private static Rejected idReused(AppendRequest request, long head, RecordedEvent there) {
    return rejected(
        request,
        RejectionReason.ID_REUSED,
        head,
        there.event().id(),
        "event id %s stands at version %d with another type, schema version or payload"
            .formatted(there.event().id(), there.version()));
  }

  private static Rejected idRepeated(AppendRequest request, long head, EventId repeated) {
    return rejected(
        request,
        RejectionReason.ID_REPEATED,
        head,
        repeated,
        "event id " + repeated + " stands twice in one append");
  }

  private static Rejected partlySeen(AppendRequest request, long head, long first, int found) {
    return rejected(
        request,
        RejectionReason.PARTLY_SEEN,
        head,
        null,
        "%d of its %d events are in the stream, not all of them one after the other (see version %d)"
            .formatted(found, request.events().size(), first));
  }

  private static Rejected tooLarge(AppendRequest request, long head) {
    return rejected(
        request,
        RejectionReason.TOO_LARGE,
        head,
        null,
        "%,d events of %,d bytes; one append has at most %,d events and %,d bytes"
            .formatted(
                request.events().size(),
                request.sizeBytes(),
                AppendLimits.MAX_EVENTS,
                AppendLimits.MAX_BYTES));
  }

  private static Rejected rejected(
      AppendRequest request,
      RejectionReason reason,
      long head,
      @Nullable EventId rival,
      String message) {
    return new Rejected(reason, request.expected(), head, rival, message);
  }

  /**
   * The outcome of a request that is accepted with these events.
   *
   * @param left those that are in the stream: all, or the last ones, where a truncation has removed
   *     the others since
   */
  public static Accepted accepted(
      AppendRequest request, List<RecordedEvent> left, @Nullable SourcePosition predecessor) {
    List<RecordedEvent> events = whole(request, left);
    long before = events.get(0).version() - 1;
    VersionMismatch exception =
        request.expected().matches(before) ? null : new VersionMismatch(request.expected(), before);
    return new Accepted(events, predecessor, exception);
  }

  private static List<RecordedEvent> whole(AppendRequest request, List<RecordedEvent> left) {
    List<RecordedEvent> events = new ArrayList<>();
    RecordedEvent oldest = left.get(0);
    for (int i = 0; i < oldest.index(); i++) {
      events.add(
          new RecordedEvent(
              request.stream(),
              oldest.version() - oldest.index() + i,
              request.events().get(i),
              oldest.recordedAt(),
              request.at(),
              i));
    }
    events.addAll(left);
    return events;
  }
}
