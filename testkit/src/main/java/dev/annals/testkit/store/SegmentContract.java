package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Outcome.Rejected;
import dev.annals.model.RecordedEvent;
import dev.annals.model.RejectionReason;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.VersionMismatch;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Segment;
import dev.annals.model.store.SegmentRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Segments of the log. */
abstract class SegmentContract extends LogScenario {
  private static final int BUCKET = Segment.BUCKET_POSITIONS;

  SegmentContract(OutcomeLogContract contract) {
    super(contract);
  }

  @Test
  void entries_of_every_kind_come_back_in_their_order() {
    Source other = new Source("other-@-source", 0, "-1");
    List<LogEntry> entries =
        List.of(
            accepted(10, fullEvent("a")),
            new LogEntry.Accepted(
                List.of(recorded(12, 5, 0, bareEvent("b")), recorded(12, 6, 1, fullEvent("c"))),
                new SourcePosition(other, Long.MAX_VALUE),
                null),
            new LogEntry.Accepted(
                List.of(recorded(13, 7, 0, bareEvent("d"))),
                at(12),
                new VersionMismatch(ExpectedVersion.EXISTS, 6)),
            notAccepted(20, new Duplicate(5), ExpectedVersion.ANY, List.of()),
            notAccepted(
                21,
                new Rejected(
                    RejectionReason.VERSION_CONFLICT,
                    ExpectedVersion.of(4),
                    7,
                    EventId.of("/shop", "b ✓"),
                    "expected 4, but b ✓ was first"),
                ExpectedVersion.of(4),
                List.of(fullEvent("x"), bareEvent("y"))),
            notAccepted(
                29,
                new Rejected(RejectionReason.CLOSED, ExpectedVersion.NONE, 7, null, ""),
                ExpectedVersion.NONE,
                List.of(withPayload(Bytes.of()))));
    Segment segment = new Segment(4, source, 10, 30, -1, entries);

    write(segment);

    assertThat(segments(4, 0, 0, 10)).containsExactly(segment);
  }

  @Test
  void every_reason_comes_back() {
    List<LogEntry> entries = new ArrayList<>();
    for (RejectionReason reason : RejectionReason.values()) {
      Rejected rejected = new Rejected(reason, ExpectedVersion.EXISTS, 0, null, "a sentence");
      entries.add(
          notAccepted(entries.size(), rejected, ExpectedVersion.EXISTS, List.of(bareEvent("x"))));
    }
    Segment segment = new Segment(0, source, 0, entries.size(), -1, entries);

    write(segment);

    assertThat(segments(0, 0, 0, 10)).containsExactly(segment);
  }

  @Test
  void segments_are_read_in_order_from_a_position_a_few_at_a_time() {
    Segment first = segment(0, 3, 7, -1);
    Segment second = segment(0, 7, 8, 7);
    Segment third = segment(0, 20, 30, 8);
    write(third);
    write(first);
    write(second);

    assertThat(segments(0, 0, 0, 10)).containsExactly(first, second, third);
    assertThat(segments(0, 0, 3, 2)).containsExactly(first, second);
    assertThat(segments(0, 0, 4, 10)).containsExactly(second, third);
    assertThat(segments(0, 0, 20, 10)).containsExactly(third);
    assertThat(segments(0, 0, 21, 10)).isEmpty();
    assertThat(segments(0, 0, 0, 1)).containsExactly(first);
  }

  @Test
  void a_segment_is_found_in_its_shard_source_and_bucket_only() {
    Segment segment = segment(2, BUCKET, BUCKET + 1, -1);
    write(segment);
    Source nextPartition = new Source(source.name(), source.partition() + 1, source.incarnation());
    Source nextLife = new Source(source.name(), source.partition(), "other");

    assertThat(segments(2, 1, 0, 10)).containsExactly(segment);
    assertThat(segments(2, 0, 0, 10)).isEmpty();
    assertThat(segments(2, 2, 0, 10)).isEmpty();
    assertThat(segments(1, 1, 0, 10)).isEmpty();
    assertThat(Answers.of(log().segments(2, nextPartition, 1, 0, 10))).isEmpty();
    assertThat(Answers.of(log().segments(2, nextLife, 1, 0, 10))).isEmpty();
  }

  @Test
  void ranges_say_where_the_segments_of_a_bucket_lie() {
    write(segment(0, 20, 30, 8));
    write(segment(0, 3, 7, -1));
    write(segment(0, 7, 8, 7));
    write(segment(0, BUCKET, BUCKET + 1, 30));
    write(segment(1, 4, 5, -1));

    assertThat(Answers.of(log().ranges(0, source, 0)))
        .containsExactly(
            new SegmentRange(3, 7, -1), new SegmentRange(7, 8, 7), new SegmentRange(20, 30, 8));
    assertThat(Answers.of(log().ranges(0, source, 1)))
        .containsExactly(new SegmentRange(BUCKET, BUCKET + 1L, 30));
    assertThat(Answers.of(log().ranges(7, source, 0))).isEmpty();
  }

  @Test
  void a_segment_written_again_is_there_once() {
    Segment segment = segment(0, 3, 7, -1);
    write(segment);
    write(segment);

    assertThat(segments(0, 0, 0, 10)).containsExactly(segment);
    assertThat(Answers.of(log().ranges(0, source, 0))).hasSize(1);
  }

  @Test
  void segments_that_start_together_and_end_apart_are_both_there() {
    Segment shorter = segment(0, 3, 7, -1);
    Segment longer = segment(0, 3, 9, -1);
    write(longer);
    write(shorter);

    assertThat(segments(0, 0, 0, 10)).containsExactly(shorter, longer);
  }

  @Test
  void a_segment_of_a_thousand_entries_and_one_of_a_mebibyte() {
    List<LogEntry> many = new ArrayList<>();
    for (int position = 0; position < 1_000; position++) {
      many.add(accepted(position, fullEvent("e" + position)));
    }
    byte[] noise = new byte[Segment.MAX_BYTES];
    new Random(4711).nextBytes(noise);
    Segment ofMany = new Segment(0, source, 0, 1_000, -1, many);
    Segment large =
        new Segment(
            0, source, 1_000, 1_001, 1_000, List.of(accepted(1_000, withPayload(Bytes.of(noise)))));

    write(ofMany);
    write(large);

    assertThat(segments(0, 0, 0, 10)).containsExactly(ofMany, large);
  }

  @Test
  void the_last_positions_there_are() {
    long last = Long.MAX_VALUE - 1;
    Segment segment =
        new Segment(0, source, last, last + 1, 5, List.of(accepted(last, bareEvent("a"))));

    write(segment);

    assertThat(segments(0, Segment.bucketOf(last), 0, 10)).containsExactly(segment);
  }

  private static NewEvent withPayload(Bytes payload) {
    return NewEvent.of(EventId.of("a"), "order.placed", payload);
  }

  private Segment segment(int shard, long first, long upto, long previous) {
    List<LogEntry> entries = new ArrayList<>();
    entries.add(accepted(first, bareEvent("e" + first)));
    if (upto - 1 > first) {
      entries.add(notAccepted(upto - 1, new Duplicate(1), ExpectedVersion.ANY, List.of()));
    }
    return new Segment(shard, source, first, upto, previous, entries);
  }

  private LogEntry accepted(long position, NewEvent event) {
    return new LogEntry.Accepted(List.of(recorded(position, 1, 0, event)), null, null);
  }

  private RecordedEvent recorded(long position, long version, int index, NewEvent event) {
    return new RecordedEvent(stream, version, event, NOW, at(position), index);
  }

  private LogEntry notAccepted(
      long position, Outcome.NotAccepted outcome, ExpectedVersion expected, List<NewEvent> events) {
    return new LogEntry.NotAccepted(stream, at(position), outcome, expected, events, NOW);
  }

  private void write(Segment segment) {
    Answers.of(log().write(segment));
  }

  private List<Segment> segments(int shard, long bucket, long firstAtLeast, int limit) {
    return Answers.of(log().segments(shard, source, bucket, firstAtLeast, limit));
  }
}
