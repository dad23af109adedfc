package dev.annals.model.decision;

import dev.annals.model.EventId;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an append to a stream depends on: its head, whether it is closed, the registers of its
 * sources and its newest events. {@link AppendDecision} reads it; only {@link #apply} changes it.
 * Not thread-safe: it belongs to the one transaction that is in flight for the stream.
 */
public final class StreamState {
  /** An id up to here is covered by the weight of its event. */
  private static final int USUAL_CHARACTERS = 100;

  private final StreamId stream;
  private final Map<Source, Register> registers;
  private final Deque<SeenEvent> recent = new ArrayDeque<>();
  private final Map<EventId, Long> versions = new HashMap<>();
  private long longIds;
  private long bucket;
  private long head;
  private boolean closed;

  /**
   * A state as it was read.
   *
   * @param bucket the newest bucket that is open, from 0
   * @param head 0 for a stream without events
   * @param registers by source; copied
   * @param recent the newest events in order of version, ending at the head: the dedupe window, or
   *     all there are. At least the last one where the head is above 0 and the event is not
   *     removed.
   * @throws IllegalArgumentException if the events do not end at the head without a hole
   */
  public StreamState(
      StreamId stream,
      long bucket,
      long head,
      boolean closed,
      Map<Source, Register> registers,
      Iterable<SeenEvent> recent) {
    this.stream = stream;
    this.bucket = bucket;
    this.head = head;
    this.closed = closed;
    this.registers = new HashMap<>(registers);
    for (SeenEvent event : recent) {
      remember(event);
    }
    if (!this.recent.isEmpty() && this.recent.getLast().version() != head) {
      throw new IllegalArgumentException(
          "%s has head %d, but its newest event is %d"
              .formatted(stream, head, this.recent.getLast().version()));
    }
  }

  /** The state of a stream that nothing was ever written to. */
  public static StreamState empty(StreamId stream) {
    return new StreamState(stream, 0, 0, false, Map.of(), java.util.List.of());
  }

  /** Whether nothing was ever written to the stream. */
  public boolean isUntouched() {
    return head == 0 && registers.isEmpty();
  }

  /** Whose state. */
  public StreamId stream() {
    return stream;
  }

  /** The newest bucket that is open. */
  public long bucket() {
    return bucket;
  }

  /** The last version; 0 if there is none. */
  public long head() {
    return head;
  }

  /** Whether appends are refused. */
  public boolean closed() {
    return closed;
  }

  /** How far the source is processed here; absent if nothing of it ever was. */
  public @Nullable Register register(Source source) {
    return registers.get(source);
  }

  /** All registers, by source: a copy. */
  public Map<Source, Register> registers() {
    return Map.copyOf(registers);
  }

  /** Where the newest event came from; absent if it is not remembered. */
  public @Nullable SourcePosition newest() {
    return recent.isEmpty() ? null : recent.getLast().at();
  }

  /** The version the id has among the remembered events. */
  public @Nullable Long versionOf(EventId id) {
    return versions.get(id);
  }

  /** The id at a version; absent if it is not remembered. */
  public @Nullable EventId idAt(long version) {
    if (recent.isEmpty() || version > head || version < recent.getFirst().version()) {
      return null;
    }
    // Rare: only for an append that lost a race, and near the end, where the walk starts.
    for (var newestFirst = recent.descendingIterator(); newestFirst.hasNext(); ) {
      SeenEvent event = newestFirst.next();
      if (event.version() == version) {
        return event.id();
      }
    }
    return null;
  }

  /**
   * What the state weighs in a cache: the number of events remembered, as long as ids are of a
   * usual length. One of 64 KiB weighs as hundreds of them (BOUNDED).
   */
  public int weight() {
    long weight = 1L + weight(stream.entityId()) + recent.size() + longIds + registers.size();
    return (int) Math.min(weight, Integer.MAX_VALUE);
  }

  /** What an id weighs beside the one for having it. */
  private static int weight(String id) {
    return id.length() / USUAL_CHARACTERS;
  }

  /**
   * Takes over what a transaction wrote.
   *
   * @param window how many events to remember, from 1
   */
  public void apply(StreamTransaction written, int window) {
    bucket = written.bucket();
    closed = written.closedAfter();
    registers.putAll(written.registers());
    for (RecordedEvent event : written.events()) {
      remember(SeenEvent.of(event));
      head = event.version();
    }
    while (recent.size() > Math.max(1, window)) {
      SeenEvent oldest = recent.removeFirst();
      versions.remove(oldest.id(), oldest.version());
      longIds -= weight(oldest.id().text());
    }
  }

  private void remember(SeenEvent event) {
    if (!recent.isEmpty() && recent.getLast().version() + 1 != event.version()) {
      throw new IllegalArgumentException(
          "%s has a hole between %d and %d"
              .formatted(stream, recent.getLast().version(), event.version()));
    }
    recent.addLast(event);
    longIds += weight(event.id().text());
    versions.put(event.id(), event.version());
  }
}
