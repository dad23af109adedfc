package dev.annals.model.decision;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The transaction a decision is about to propose, and the verdicts that hold once it took hold. */
final class PendingAppend {
  private final StreamState state;
  private final AppendLimits limits;
  private final Instant now;
  private final List<Decision.Verdict> verdicts = new ArrayList<>();
  private final List<RecordedEvent> events = new ArrayList<>();
  private final Map<EventId, Long> versions = new HashMap<>();
  private final Map<Source, Register> registers = new HashMap<>();
  private long bytes;
  private boolean marked;
  private boolean closes;

  PendingAppend(StreamState state, AppendLimits limits, Instant now) {
    this.state = state;
    this.limits = limits;
    this.now = now;
  }

  long head() {
    return state.head() + events.size();
  }

  /**
   * Whether appends are refused from here on: it was closed before, or by what is accepted here.
   */
  boolean closed() {
    return state.closed() || closes;
  }

  boolean processedBefore(SourcePosition at) {
    Register register = register(at.source());
    return register != null && at.position() <= register.position();
  }

  private @Nullable Register register(Source source) {
    Register pending = registers.get(source);
    return pending != null ? pending : state.register(source);
  }

  /**
   * Whether the request has to wait for the next transaction: this one has events, and with the
   * request's would be too large, or would reach into the next bucket.
   */
  boolean isFullFor(AppendRequest request) {
    return !events.isEmpty()
        && (events.size() + request.events().size() > AppendLimits.MAX_EVENTS
            || bytes + request.sizeBytes() > AppendLimits.MAX_BYTES
            || limits.bucketAfter(head()) != limits.bucketAfter(state.head()));
  }

  void add(Decision.Verdict verdict) {
    verdicts.add(verdict);
  }

  void refuse(AppendRequest request, Outcome.NotAccepted outcome, boolean mayTurn) {
    marked |= mayTurn;
    Register before = register(request.at().source());
    advance(request.at(), before == null ? 0 : before.lastVersion());
    verdicts.add(new Decision.Now(outcome));
  }

  void accept(AppendRequest request) {
    SourcePosition predecessor =
        events.isEmpty() ? state.newest() : events.get(events.size() - 1).at();
    List<RecordedEvent> accepted = new ArrayList<>();
    for (NewEvent event : request.events()) {
      long version = head() + 1;
      RecordedEvent recorded =
          new RecordedEvent(state.stream(), version, event, now, request.at(), accepted.size());
      accepted.add(recorded);
      events.add(recorded);
      versions.put(event.id(), version);
    }
    bytes += request.sizeBytes();
    closes |= request.closes();
    advance(request.at(), head());
    verdicts.add(new Decision.Now(AppendDecision.accepted(request, accepted, predecessor)));
  }

  private void advance(SourcePosition to, long lastVersion) {
    registers.put(to.source(), new Register(to.position(), lastVersion));
  }

  @Nullable Long versionOf(EventId id) {
    return versions.get(id);
  }

  @Nullable RecordedEvent eventAt(long version) {
    int index = (int) (version - state.head() - 1);
    return index < events.size() ? events.get(index) : null;
  }

  Decision.Decided decided() {
    return new Decision.Decided(verdicts, events.isEmpty() && !marked ? null : transaction());
  }

  private StreamTransaction transaction() {
    long bucket = limits.bucketAfter(state.head());
    boolean opensBucket = bucket > state.bucket();
    Map<Source, Register> conditions = new HashMap<>();
    for (Source source : registers.keySet()) {
      Register before = state.register(source);
      conditions.put(source, before == null ? StreamTransaction.NO_REGISTER : before);
    }
    Map<Source, Register> carried = new HashMap<>();
    if (opensBucket) {
      carried.putAll(state.registers());
      carried.keySet().removeAll(registers.keySet());
    }
    return new StreamTransaction(
        state.stream(),
        bucket,
        opensBucket,
        state.head(),
        state.closed(),
        closes,
        events,
        conditions,
        registers,
        carried);
  }
}
