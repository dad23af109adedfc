package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StretchTest {
  private static final int SHARDS = 4;
  private final Source source = new Source("orders", 0, "1");

  @Test
  void makes_one_segment_for_each_shard_and_chains_them() {
    List<LogEntry> entries = new ArrayList<>();
    for (int position = 10; position < 30; position++) {
      entries.add(entry(position, "entity-" + position, 10));
    }

    Stretch stretch = Stretch.cut(source, entries, Map.of(0, 7L), SHARDS);

    assertThat(stretch.segments()).hasSize(SHARDS).flatExtracting(Segment::entries).hasSize(20);
    for (Segment segment : stretch.segments()) {
      int shard = segment.shard();
      assertThat(segment.previous()).isEqualTo(shard == 0 ? 7 : -1);
      assertThat(stretch.lastEnds()).containsEntry(shard, segment.upto());
      assertThat(segment.first()).isEqualTo(segment.entries().get(0).at().position());
      assertThat(segment.entries())
          .isSortedAccordingTo((a, b) -> Long.compare(a.at().position(), b.at().position()))
          .allSatisfy(entry -> assertThat(entry.stream().shard(SHARDS)).isEqualTo(shard));
    }
  }

  @Test
  void cuts_at_the_edge_of_a_log_bucket() {
    long edge = Segment.BUCKET_POSITIONS;

    Stretch stretch =
        Stretch.cut(
            source,
            List.of(entry(edge - 2, "a", 1), entry(edge - 1, "a", 1), entry(edge, "a", 1)),
            Map.of(),
            SHARDS);

    assertThat(stretch.segments())
        .extracting(Segment::first, Segment::upto, Segment::previous)
        .containsExactly(tuple(edge - 2, edge, -1L), tuple(edge, edge + 1, edge));
  }

  @Test
  void cuts_at_the_size_limit_and_leaves_a_larger_entry_alone() {
    int half = Segment.MAX_BYTES / 2;

    Stretch stretch =
        Stretch.cut(
            source,
            List.of(
                entry(0, "a", half - 1_000),
                entry(1, "a", half - 1_000),
                entry(2, "a", half),
                entry(3, "a", 3 * half),
                entry(4, "a", 1)),
            Map.of(),
            SHARDS);

    assertThat(stretch.segments())
        .extracting(Segment::first, Segment::upto, Segment::previous)
        .containsExactly(
            tuple(0L, 2L, -1L), tuple(2L, 3L, 2L), tuple(3L, 4L, 3L), tuple(4L, 5L, 4L));
  }

  @Test
  void of_nothing_keeps_the_ends() {
    assertThat(Stretch.cut(source, List.of(), Map.of(2, 5L), SHARDS))
        .isEqualTo(new Stretch(List.of(), Map.of(2, 5L)));
  }

  private LogEntry entry(long position, String entity, int bytes) {
    NewEvent event = NewEvent.of(EventId.of("e" + position), "happened", Bytes.of(new byte[bytes]));
    RecordedEvent recorded =
        new RecordedEvent(
            new StreamId("thing", entity),
            1,
            event,
            Instant.EPOCH,
            new SourcePosition(source, position),
            0);
    return new LogEntry.Accepted(List.of(recorded), null, null);
  }
}
