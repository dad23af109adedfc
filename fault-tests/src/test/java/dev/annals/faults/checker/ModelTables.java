package dev.annals.faults.checker;

import dev.annals.faults.history.BucketRow;
import dev.annals.faults.history.Entry;
import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Look;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.ProgressRow;
import dev.annals.faults.history.RefusedRow;
import dev.annals.faults.history.SegmentRow;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import dev.annals.faults.history.Source;
import dev.annals.faults.history.StreamName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The tables that a run leaves, and readings of them. */
final class ModelTables {
  private static final int SHARDS = 2;
  private static final int BUCKET_SIZE = 20;

  private record Shard(Source source, int number) {}

  private final Random random;
  private final List<EventRow> events = new ArrayList<>();
  private final List<RefusedRow> refused = new ArrayList<>();
  private final Map<StreamName, Long> heads = new LinkedHashMap<>();
  private final List<SegmentRow> segments = new ArrayList<>();
  private final Map<Shard, Integer> open = new HashMap<>();
  private int looks;

  ModelTables(Random random) {
    this.random = random;
  }

  void write(Sent sent, Position position, Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      for (int i = 0; i < sent.events().size(); i++) {
        SentEvent event = sent.events().get(i);
        long bucket = (accepted.first() - 1) / BUCKET_SIZE;
        events.add(
            new EventRow(
                0,
                sent.stream(),
                bucket,
                accepted.first() + i,
                event.id(),
                event.type(),
                event.content(),
                position,
                i));
      }
      heads.put(sent.stream(), accepted.first() + sent.events().size() - 1);
    } else {
      List<String> ids = sent.events().stream().map(SentEvent::id).toList();
      refused.add(Changed.refused(position, sent, answer, ids));
    }
    log(new Shard(position.source(), Math.floorMod(sent.stream().hashCode(), SHARDS)), position);
  }

  /** Adds to the shard's segment, or begins another one. */
  private void log(Shard shard, Position position) {
    Integer last = open.get(shard);
    long upto = position.offset() + 1;
    if (last != null && random.nextBoolean()) {
      SegmentRow before = segments.get(last);
      segments.set(
          last,
          new SegmentRow(
              0,
              shard.number(),
              shard.source(),
              before.first(),
              upto,
              before.prev(),
              before.count() + 1));
      return;
    }
    long prev = last == null ? -1 : segments.get(last).upto();
    open.put(shard, segments.size());
    segments.add(
        new SegmentRow(0, shard.number(), shard.source(), position.offset(), upto, prev, 1));
  }

  void look(List<Entry> entries, Map<Source, Long> upto, long began, long ended, boolean last) {
    int number = ++looks;
    upto.forEach(
        (source, end) -> {
          Map<Integer, Long> ends = new HashMap<>();
          open.forEach(
              (shard, segment) -> {
                if (shard.source().equals(source)) {
                  ends.put(shard.number(), segments.get(segment).upto());
                }
              });
          entries.add(new ProgressRow(number, source, end, ends));
        });
    heads.forEach(
        (stream, head) -> {
          for (long bucket : buckets(stream)) {
            entries.add(bucket(number, stream, bucket));
          }
        });
    events.forEach(row -> entries.add(Changed.look(row, number)));
    refused.forEach(row -> entries.add(Changed.look(row, number)));
    segments.forEach(
        row ->
            entries.add(
                new SegmentRow(
                    number,
                    row.shard(),
                    row.source(),
                    row.first(),
                    row.upto(),
                    row.prev(),
                    row.count())));
    entries.add(new Look(number, last, began, ended));
  }

  private List<Long> buckets(StreamName stream) {
    return events.stream()
        .filter(row -> row.stream().equals(stream))
        .map(EventRow::bucket)
        .distinct()
        .toList();
  }

  private BucketRow bucket(int look, StreamName stream, long bucket) {
    EventRow last =
        events.stream()
            .filter(row -> row.stream().equals(stream) && row.bucket() == bucket)
            .max(Comparator.comparingLong(EventRow::version))
            .orElseThrow();
    boolean closed = last.type().equals(SentEvent.CLOSE);
    return new BucketRow(look, stream, bucket, last.version(), null, closed);
  }
}
