package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final List<TopicPartition> PARTITIONS =
      List.of(new TopicPartition("orders", 0), new TopicPartition("orders", 1));

  private final Tally tally = new Tally();
  private final Backlog backlog = new Backlog(10_000, 1 << 20);
  private OptionalLong lag = OptionalLong.empty();
  private final Pace pace = new Pace(tally, backlog, partition -> lag);
  private Instant now = Instant.EPOCH;
  private final ProgressLine line = new ProgressLine(tally, pace, now);

  /** A second passes, in which so many records are logged. */
  private List<String> second(int records) {
    now = now.plusSeconds(1);
    tally.accepted.add(records);
    pace.look(now, PARTITIONS);
    return line.tell(now, List.of());
  }

  @Test
  void remaining_is_unknown_until_the_consumer_has_seen_every_partition() {
    second(0);
    assertThat(pace.remaining()).isEqualTo(Pace.UNKNOWN);
    lag = OptionalLong.of(400);
    second(0);
    assertThat(pace.remaining()).isEqualTo(800);
  }

  @Test
  void the_rate_is_that_of_the_last_ten_seconds() {
    for (int i = 0; i < 30; i++) {
      second(2_000);
    }
    assertThat(pace.perSecond()).isEqualTo(2_000);
    for (int i = 0; i < 11; i++) {
      second(0);
    }
    assertThat(pace.perSecond()).isZero();
  }

  @Test
  void a_task_does_not_look_at_every_call() {
    second(0);
    lag = OptionalLong.of(400);
    pace.look(now.plus(Duration.ofMillis(249)), PARTITIONS);
    assertThat(pace.remaining()).isEqualTo(Pace.UNKNOWN);
  }

  @Test
  void a_catch_up_of_a_million_records_says_how_far_it_is_in_a_dozen_lines() {
    List<String> lines = new ArrayList<>();
    for (int left = 1_000_000; left >= 0; left -= 4_000) {
      lag = OptionalLong.of(left / 2);
      lines.addAll(second(4_000));
    }

    assertThat(lines).hasSizeBetween(9, 12);
    assertThat(lines.get(0)).isEqualTo("catching up: 1000000 records to go");
    assertThat(lines.get(1))
        .startsWith("120000 records in 30 s (4000/s), 880000 to go: about 220 s; since the start ");
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo("caught up: 1000000 records in 250 s (4000/s)");
  }

  @Test
  void a_lag_that_comes_and_goes_is_not_told_of_each_time() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lag = OptionalLong.of(i % 2 == 0 ? 20_000 : 0);
      lines.addAll(second(0));
    }

    assertThat(lines).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void a_task_without_records_says_nothing() {
    for (int i = 0; i < 100; i++) {
      assertThat(second(0)).isEmpty();
    }
  }

  @Test
  void without_the_consumers_word_the_line_says_what_was_done_and_not_what_is_left() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 31; i++) {
      lines.addAll(second(100));
    }

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith("3000 records in 30 s (100/s); since the start 3000 acc");
  }
}
