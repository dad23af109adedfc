package dev.annals.source.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.Segment;
import dev.annals.source.tail.TailSettings.Start;
import dev.annals.testkit.store.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a tail makes of a log that overlaps, has holes, expires and goes over many buckets. */
class LogReadingTest {
  private static final StreamId X = new StreamId("order", "x");

  private final InMemoryStore store =
      new InMemoryStore(new AppendLimits(500, 100), 1, new TickingClock());
  private final Feed a = new Feed(store, "a");
  private int count;

  @AfterEach
  void close() {
    store.close();
  }

  private void append(int events) {
    for (int i = 0; i < events; i++) {
      count++;
      a.append(X, "event " + count);
    }
  }

  private List<String> all() {
    return TailTest.versions("order/x", count);
  }

  @Test
  void segments_that_another_sink_cut_otherwise_are_read_once() {
    append(10);
    a.writeSegments(3);
    a.forget(1);
    a.writeSegments(4);
    a.forget(1);
    a.writeLog(7);
    assertThat(new Run(store).drain().texts()).isEqualTo(all());
  }

  @Test
  void a_sink_that_takes_over_from_an_older_position_hides_nothing() {
    append(4);
    a.writeLog();
    append(2);
    a.writeLog();
    Run run = new Run(store).drain();
    assertThat(run.texts()).hasSize(6);
    a.forget(1);
    append(4);
    // One segment from position 4 to 10; the tail stands at 6.
    a.writeLog();
    assertThat(run.drain().texts()).isEqualTo(all());
    append(1);
    a.writeLog();
    assertThat(run.drain().texts()).isEqualTo(all());
  }

  @Test
  void progress_that_goes_back_repeats_nothing() {
    append(3);
    a.writeLog();
    Run run = new Run(store).drain();
    a.forget(1);
    run.restart();
    assertThat(run.poll()).isEmpty();
    append(1);
    a.writeLog(2);
    assertThat(run.drain().texts()).isEqualTo(all());
  }

  @Test
  void progress_that_goes_back_hides_nothing_that_was_known_to_be_decided() {
    append(6);
    a.writeLog(1);
    Run run = new Run(store, Run.withLimits(Run.settings(store), 1, 1, 10), Map.of());
    assertThat(run.poll()).hasSize(1);
    a.forget(1);
    assertThat(run.drain().texts()).isEqualTo(all());
  }

  @Test
  void a_segment_that_reaches_beyond_progress_is_read_in_two_pieces() {
    append(4);
    a.writeLog();
    append(2);
    a.forget(1);
    // One segment from 0 to 6 beside the one from 0 to 4, and progress that says 4.
    a.writeSegments(10);
    a.forget(1);
    Run run = new Run(store).drain();
    assertThat(run.texts()).hasSize(4);
    a.writeLog(3);
    assertThat(run.drain().texts()).isEqualTo(all());
  }

  @Test
  void entries_that_expired_before_they_were_published_stop_the_tail_with_a_sentence() {
    append(2);
    a.writeLog();
    Run run = new Run(store).drain();
    append(5);
    a.writeLog(2);
    store.expire(segment -> segment.first() == 2);
    assertThatThrownBy(run::poll)
        .isInstanceOf(LostEntriesException.class)
        .hasMessageContaining("positions 2 to 3 of shard 0 of source a-0@1")
        .hasMessageContaining("log.retention.ms")
        .hasMessageContaining("replay")
        .hasMessageContaining("{\"shard\":0,\"source\":\"a-0@1\"} to {\"position\":4}");
  }

  @Test
  void a_log_of_which_nothing_is_left_stops_the_tail() {
    append(2);
    a.writeLog();
    Run run = new Run(store).drain();
    append(5);
    a.writeLog();
    store.expire(segment -> true);
    run.restart();
    assertThatThrownBy(run::poll)
        .isInstanceOf(LostEntriesException.class)
        .hasMessageContaining("positions 2 to 6 of shard 0");
  }

  @Test
  void a_quiet_shard_whose_published_entries_expire_raises_no_alarm() {
    append(3);
    a.writeLog();
    Run run = new Run(store).drain();
    store.expire(segment -> true);
    a.skip(1_000_000);
    a.writeLog();
    run.restart();
    assertThat(run.poll()).isEmpty();
    append(1);
    a.writeLog();
    assertThat(run.drain().texts()).isEqualTo(all());
  }

  @Test
  void without_an_offset_the_log_is_read_from_what_is_left_of_it() {
    append(6);
    a.writeLog(2);
    a.skip(10L * Segment.BUCKET_POSITIONS);
    append(2);
    a.writeLog(1);
    store.expire(segment -> segment.first() < 4);
    assertThat(new Run(store).drain().texts()).isEqualTo(all().subList(4, 8));
  }

  @Test
  void without_an_offset_positions_that_expired_are_named_in_a_warning() {
    Feed whole = new Feed(store, "whole");
    whole.append(X, "w1");
    whole.writeLog();
    append(6);
    a.writeLog(2);
    store.expire(segment -> segment.source().equals(a.source()) && segment.first() < 4);
    assertThat(warnings(() -> new Run(store).drain()))
        .singleElement()
        .asString()
        .contains("positions 0 to 3 of shard 0 of source a-0@1", "log.retention.ms", "replay");
  }

  @Test
  void without_an_offset_a_log_of_which_nothing_is_left_is_warned_of() {
    append(3);
    a.writeLog();
    store.expire(segment -> true);
    assertThat(warnings(() -> new Run(store).drain()))
        .singleElement()
        .asString()
        .contains("positions 0 to 2 of shard 0 of source a-0@1");
  }

  @Test
  void entries_that_expire_between_the_beginning_and_the_first_read_are_warned_of() {
    append(4);
    a.writeLog(2);
    LogReader reader =
        new LogReader(store.log(), new ShardSource(0, a.source()), new ReadAhead(1 << 20), 0);
    reader.learn(4, 4);
    assertThat(warnings(reader::skipToOldest)).isEmpty();
    store.expire(segment -> segment.first() == 0);
    assertThat(warnings(reader::fill))
        .singleElement()
        .asString()
        .contains("positions 0 to 1 of shard 0 of source a-0@1");
  }

  /** The lines with WARN that the tests' logger wrote meanwhile: it writes to the error stream. */
  private static List<String> warnings(Runnable work) {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return written.toString(UTF_8).lines().filter(line -> line.contains("WARN")).toList();
  }

  @Test
  void without_an_offset_a_log_of_which_nothing_is_left_is_no_loss() {
    append(3);
    a.writeLog();
    store.expire(segment -> true);
    Run run = new Run(store).drain();
    assertThat(run.texts()).isEmpty();
    append(1);
    a.writeLog();
    assertThat(run.drain().texts()).containsExactly("order/x@4");
  }

  @Test
  void start_now_leaves_out_what_was_decided_before_and_its_predecessors() {
    append(3);
    a.writeLog();
    Run run = new Run(store, Run.withStart(Run.settings(store), Start.NOW), Map.of());
    assertThat(run.poll()).isEmpty();
    append(1);
    a.writeLog();
    assertThat(run.drain().texts()).containsExactly("order/x@4");
  }

  @Test
  void start_now_is_the_first_start_and_no_later_one() {
    Feed b = new Feed(store, "b");
    append(1);
    a.writeLog();
    b.append(X, "b1");
    b.writeLog();
    Run run = new Run(store, Run.withStart(Run.settings(store), Start.NOW), Map.of());
    assertThat(run.poll()).isEmpty();
    a.append(X, "a2");
    a.writeLog();
    assertThat(run.drain().texts()).containsExactly("order/x@3");

    // The task is down, and b has no offset: it has published nothing yet.
    b.append(X, "b2");
    b.writeLog();
    run.restart();
    assertThat(run.drain().texts()).contains("order/x@4");
  }

  @Test
  void start_now_is_every_start_until_something_is_published() {
    append(1);
    a.writeLog();
    Run run = new Run(store, Run.withStart(Run.settings(store), Start.NOW), Map.of());
    assertThat(run.poll()).isEmpty();
    append(1);
    a.writeLog();
    run.restart();
    assertThat(run.drain().texts()).isEmpty();
  }

  @Test
  void start_now_reads_a_source_that_appears_later_from_its_beginning() {
    append(1);
    a.writeLog();
    Run run = new Run(store, Run.withStart(Run.settings(store), Start.NOW), Map.of());
    assertThat(run.poll()).isEmpty();
    Feed b = new Feed(store, "b");
    b.append(X, "b1");
    b.append(X, "b2");
    b.writeLog(1);
    assertThat(run.drain().texts()).containsExactly("order/x@2", "order/x@3");
  }

  @Test
  void buckets_of_the_log_are_crossed_at_their_edges() {
    a.skip(Segment.BUCKET_POSITIONS - 2);
    append(5);
    a.writeLog();
    assertThat(new Run(store).drain().texts()).isEqualTo(all());
  }

  @Test
  void thousands_of_empty_buckets_between_two_entries_cost_nothing() {
    append(1);
    a.writeLog();
    for (long gap : List.of(3L, 6L, 10_000_000_000L, 7L, 1L)) {
      a.skip(gap * Segment.BUCKET_POSITIONS);
      append(2);
      a.writeLog(1);
    }
    assertThat(new Run(store).drain().texts()).isEqualTo(all());
  }

  @Test
  void an_expired_bucket_far_away_is_noticed() {
    append(1);
    a.writeLog();
    Run run = new Run(store).drain();
    long lost = a.next() + 100L * Segment.BUCKET_POSITIONS;
    a.skip(100L * Segment.BUCKET_POSITIONS);
    append(1);
    a.writeLog();
    a.skip(100L * Segment.BUCKET_POSITIONS);
    append(1);
    a.writeLog();
    store.expire(segment -> segment.first() == lost);
    assertThatThrownBy(run::poll)
        .isInstanceOf(LostEntriesException.class)
        .hasMessageContaining("positions 1 to " + lost + " of");
  }

  @Test
  void reading_ahead_is_bounded_by_bytes_and_still_reads_all() {
    List<String> expected = new ArrayList<>();
    for (int source = 0; source < 20; source++) {
      Feed feed = new Feed(store, "source" + source);
      for (int i = 0; i < 10; i++) {
        feed.append(new StreamId("order", "s" + i), "event " + source + "," + i);
        expected.add("order/s" + i + "@" + (source + 1));
      }
      feed.writeLog(5);
    }
    Run run = new Run(store, Run.withLimits(Run.settings(store), 3, 1, 100), Map.of());
    run.poll();
    // Two segments of five entries of some 200 bytes, of 40 there are.
    assertThat(run.counters().bufferedBytes()).isBetween(1L, 2_500L);
    assertThat(run.drain().texts()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(run.counters().bufferedBytes()).isZero();
  }
}
