package dev.annals.source.tail;

import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.LogEntry;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One source in one shard: how far it is published, and which entry is next. Not thread-safe. */
final class SourceTail {
  private final ShardSource place;
  private final LogReader reader;
  private final TreeSet<Long> early;
  private long position;
  private int index;
  private @Nullable TailOffset offset;

  SourceTail(ShardSource place, LogReader reader, TailOffset from) {
    this.place = place;
    this.reader = reader;
    this.early = new TreeSet<>(from.early());
    this.position = from.position();
    this.index = from.index();
  }

  ShardSource place() {
    return place;
  }

  LogReader reader() {
    return reader;
  }

  @Nullable LogEntry peek() {
    return reader.peek();
  }

  /** How far it is published; the same object until that changes. */
  TailOffset offset() {
    TailOffset current = offset;
    if (current == null) {
      current = new TailOffset(position, index, early);
      offset = current;
    }
    return current;
  }

  /** Begins where nothing before is published, nor ever will be. */
  void beginAt(long first) {
    moveTo(first, 0);
  }

  /** Everything before this position is published, in another way than by its entries. */
  void passTo(long first) {
    reader.skipTo(first);
    reach(first);
  }

  /** Positions whose events are published before they are reached. */
  Iterable<Long> early() {
    return early;
  }

  /** Everything before this entry is published. What an offset said of the entry itself stays. */
  void reach(long entry) {
    if (entry > position) {
      moveTo(entry, 0);
    }
  }

  /** So many records of the entry it has reached are published. */
  void publish(int records) {
    moveTo(position, records);
  }

  /** This entry is published, and nothing after it. */
  void pass(long entry) {
    moveTo(entry + 1, 0);
  }

  private void moveTo(long newPosition, int newIndex) {
    position = newPosition;
    index = newIndex;
    early.headSet(position).clear();
    offset = null;
  }

  /** How many records of the entry it has reached are published. */
  int index() {
    return index;
  }

  /** The events of the entry at this position are published before it is reached. */
  void publishEarly(long entry) {
    early.add(entry);
    offset = null;
  }

  boolean isEarly(long entry) {
    return early.contains(entry);
  }

  int earlySize() {
    return early.size();
  }

  /** Whether all events of the entry are published; those before the tail's beginning count. */
  boolean hasPublished(SourcePosition entry) {
    return entry.position() < position || isEarly(entry.position());
  }

  /** Whether the event is published, also where others of its entry are not. */
  boolean hasPublished(RecordedEvent event) {
    boolean inReachedEntry = event.at().position() == position && event.index() < index;
    return inReachedEntry || hasPublished(event.at());
  }

  /** How many positions its last entry is ahead of what is published. */
  long lag() {
    return Math.max(0, reader.end() - position);
  }
}
