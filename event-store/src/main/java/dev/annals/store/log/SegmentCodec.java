package dev.annals.store.log;

import dev.annals.model.Source;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Segment;
import dev.annals.model.store.SegmentRange;
import dev.annals.model.store.StoreException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a row in {@code log}: how many entries, then each as {@link EntryWriter} packs it.
 * Equal segments have equal bytes, so writing one again changes nothing.
 */
final class SegmentCodec {
  private SegmentCodec() {}

  static ByteBuffer encode(Segment segment) {
    BodyWriter out = new BodyWriter();
    EntryWriter entries = new EntryWriter(out, segment.source(), segment.first());
    out.unsigned(segment.entries().size());
    for (LogEntry entry : segment.entries()) {
      entries.write(entry);
    }
    return Body.seal(out.content());
  }

  /** Reads the body of the row with these columns, else {@link StoreException}. */
  static Segment decode(int shard, Source source, SegmentRange range, ByteBuffer body) {
    try {
      List<LogEntry> entries = read(source, range.first(), Body.open(body));
      return new Segment(shard, source, range.first(), range.upto(), range.previous(), entries);
    } catch (UnreadableBody | IllegalArgumentException fault) {
      throw new StoreException(
          ("The log of %s in shard %d cannot be read at %d: %s. If it is damaged, restore table log"
                  + " from a backup or replay: the events themselves are in their streams.")
              .formatted(source, shard, range.first(), fault.getMessage()),
          fault);
    }
  }

  private static List<LogEntry> read(Source source, long first, BodyReader in) {
    EntryReader reader = new EntryReader(in, source, first);
    int count = in.count();
    List<LogEntry> entries = new ArrayList<>(count);
    for (int left = count; left > 0; left--) {
      entries.add(reader.read());
    }
    in.end();
    return entries;
  }
}
