package dev.annals.testkit.store;

import dev.annals.model.EventId;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.Register;
import dev.annals.model.decision.SeenEvent;
import dev.annals.model.decision.StreamState;
import dev.annals.model.decision.StreamTransaction;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.Truncation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of one stream and the statics of its buckets. Guarded by {@link Tables}. */
final class StoredStream {
  /** What a bucket's static columns hold. */
  private record Statics(long head, boolean closed, Map<Source, Register> sources) {}

  private final StreamId id;
  private final NavigableMap<Long, Statics> buckets = new TreeMap<>();
  private final NavigableMap<Long, RecordedEvent> rows = new TreeMap<>();
  private long first = 1;

  StoredStream(StreamId id) {
    this.id = id;
  }

  StreamId id() {
    return id;
  }

  /** Whether it has a bucket: an event or a marker. */
  boolean isWritten() {
    return !buckets.isEmpty();
  }

  long head() {
    return buckets.isEmpty() ? 0 : buckets.lastEntry().getValue().head();
  }

  boolean closed() {
    return !buckets.isEmpty() && buckets.lastEntry().getValue().closed();
  }

  /** Refuses appends from now on. */
  void close() {
    buckets.compute(
        buckets.isEmpty() ? 0 : buckets.lastKey(),
        (bucket, before) ->
            before == null
                ? new Statics(0, true, Map.of())
                : new Statics(before.head(), true, before.sources()));
  }

  @Nullable RecordedEvent event(long version) {
    return rows.get(version);
  }

  /** The state a decision needs, rebuilt from statics and rows as a cold load does. */
  StreamState state(int window) {
    if (buckets.isEmpty()) {
      return StreamState.empty(id);
    }
    long bucket = buckets.lastKey();
    Statics statics = buckets.lastEntry().getValue();
    List<SeenEvent> recent = new ArrayList<>();
    long oldest = Math.max(1, statics.head() - Math.max(1, window) + 1);
    for (RecordedEvent row : rows.tailMap(oldest, true).values()) {
      recent.add(SeenEvent.of(row));
    }
    return new StreamState(id, bucket, statics.head(), closed(), statics.sources(), recent);
  }

  /**
   * Writes the transaction if its conditions hold.
   *
   * @return whether it took hold
   */
  boolean apply(StreamTransaction transaction) {
    Statics before = buckets.get(transaction.bucket());
    if (transaction.opensBucket() ? before != null : !holds(transaction, before)) {
      return false;
    }
    assert !transaction.opensBucket() || head() == transaction.head()
        : "DENSE: " + id + " opens bucket " + transaction.bucket() + " beside its head " + head();
    Map<Source, Register> sources =
        new HashMap<>(before == null ? transaction.carried() : before.sources());
    sources.putAll(transaction.registers());
    long head = transaction.head() + transaction.events().size();
    buckets.put(
        transaction.bucket(), new Statics(head, transaction.closedAfter(), Map.copyOf(sources)));
    for (RecordedEvent event : transaction.events()) {
      RecordedEvent there = rows.put(event.version(), event);
      assert there == null : "DENSE: " + id + "@" + event.version() + " is written twice";
    }
    return true;
  }

  private static boolean holds(StreamTransaction transaction, @Nullable Statics before) {
    Statics statics = before == null ? new Statics(0, false, Map.of()) : before;
    if (statics.head() != transaction.head() || statics.closed() != transaction.closed()) {
      return false;
    }
    for (Map.Entry<Source, Register> condition : transaction.conditions().entrySet()) {
      Register there =
          statics.sources().getOrDefault(condition.getKey(), StreamTransaction.NO_REGISTER);
      if (!there.equals(condition.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Starts the stream at a version; the window's rows stay, out of readers' sight. */
  Truncation truncate(long before, int window) {
    if (before < 1 || before > head()) {
      return Truncation.refused(id, before, head());
    }
    first = Math.max(first, before);
    long below = Math.max(1, Math.min(first, head() - window + 1));
    rows.headMap(below).clear();
    return new Truncation.Truncated(first, below);
  }

  EventPage read(ReadRequest request) {
    NavigableMap<Long, RecordedEvent> wanted =
        request.forwards()
            ? rows.tailMap(Math.max(first, request.from()), true)
            : rows.headMap(request.from(), true).descendingMap();
    List<RecordedEvent> events = new ArrayList<>();
    for (RecordedEvent event : wanted.values()) {
      if (event.version() < first && !request.truncatedToo()) {
        break;
      }
      if (events.size() == request.limit()) {
        return new EventPage(events, OptionalLong.of(event.version()), first);
      }
      events.add(event);
    }
    return new EventPage(events, OptionalLong.empty(), first);
  }

  /** The events that this position of this source brought, in order. */
  List<RecordedEvent> eventsFrom(SourcePosition at) {
    return rows.values().stream().filter(event -> event.at().equals(at)).toList();
  }

  /** The events with these ids, by id: the first of each. */
  Map<EventId, RecordedEvent> eventsWith(Set<EventId> ids) {
    Map<EventId, RecordedEvent> found = new HashMap<>();
    for (RecordedEvent event : rows.values()) {
      if (ids.contains(event.event().id())) {
        found.putIfAbsent(event.event().id(), event);
      }
    }
    return found;
  }
}
