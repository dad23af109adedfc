package dev.annals.source.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.ExpectedVersion;
import dev.annals.model.OnConflict;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.StoreException;
import dev.annals.source.scan.Await;
import dev.annals.source.tail.TailSettings.Outputs;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TailTest {
  private static final AppendLimits LIMITS = new AppendLimits(500, 100);
  private static final StreamId X = new StreamId("order", "x");
  private static final StreamId Y = new StreamId("order", "y");

  private final TickingClock clock = new TickingClock();
  private final InMemoryStore store = new InMemoryStore(LIMITS, 1, clock);
  private final Feed a = new Feed(store, "a");
  private final Feed b = new Feed(store, "b");

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void publishes_what_progress_covers_and_nothing_else() {
    Run run = new Run(store);
    a.append(X, "1");
    a.writeLog();
    a.append(X, "2");
    a.writeSegments(10);
    assertThat(run.drain().texts()).containsExactly("order/x@1");
    a.writeProgress();
    assertThat(run.drain().texts()).containsExactly("order/x@1", "order/x@2");
  }

  @Test
  void two_sources_that_feed_one_stream_come_out_in_its_order() {
    for (int i = 0; i < 10; i++) {
      (i % 3 == 0 ? a : b).append(X, "event " + i);
    }
    a.writeLog();
    b.writeLog();
    assertThat(new Run(store).drain().texts()).containsExactlyElementsOf(versions("order/x", 10));
  }

  @Test
  void an_event_whose_source_has_not_logged_it_yet_is_published_early_and_once() {
    a.append(X, "1");
    a.append(X, "2");
    b.append(X, "3");
    b.writeLog();
    Run run = new Run(store).drain();
    assertThat(run.texts()).containsExactly("order/x@1", "order/x@2", "order/x@3");
    assertThat(run.counters().early()).isEqualTo(2);
    assertThat(run.offsets().get(new ShardSource(0, a.source())))
        .isEqualTo(new TailOffset(0, 0, new TreeSet<>(Set.of(0L, 1L))));

    a.writeLog();
    a.append(X, "4");
    a.writeLog();
    assertThat(run.drain().texts()).containsExactlyElementsOf(versions("order/x", 4));
    assertThat(run.offsets()).containsEntry(new ShardSource(0, a.source()), TailOffset.at(3));
  }

  @Test
  void an_event_that_was_truncated_before_its_source_has_logged_it_comes_out_in_order() {
    a.append(X, "1");
    b.append(X, "2");
    b.writeLog();
    Await.answer(store.truncate(X, 2));

    Run run = new Run(store).drain();
    a.writeLog();

    assertThat(run.drain().texts()).containsExactly("order/x@1", "order/x@2");
  }

  @Test
  void two_sources_that_wait_for_each_other_both_go_on() {
    // Streams of one source commit in any order: here position 1 of each comes before position 0 of
    // the other in a stream, so each source's first entry follows the other's second.
    a.skip(1);
    a.append(X, "x1");
    b.skip(1);
    b.append(Y, "y1");
    appendBefore(a, Y, "y2");
    appendBefore(b, X, "x2");
    a.writeLog();
    b.writeLog();

    Run run = new Run(store).drain();
    assertThat(run.texts())
        .containsExactlyInAnyOrder("order/x@1", "order/x@2", "order/y@1", "order/y@2");
    assertThat(run.texts().indexOf("order/x@1")).isLessThan(run.texts().indexOf("order/x@2"));
    assertThat(run.texts().indexOf("order/y@1")).isLessThan(run.texts().indexOf("order/y@2"));
    assertThat(run.counters().early()).isPositive();
    run.restart();
    assertThat(run.poll()).isEmpty();
  }

  /** Appends at position 0 of the feed's source, later than what stands at 1. */
  private void appendBefore(Feed feed, StreamId stream, String id) {
    Feed sameSource = new Feed(store, feed.source().name());
    sameSource.append(stream, id);
    feed.entries().addAll(0, sameSource.entries());
  }

  @Test
  void an_early_event_still_reports_its_exception_when_its_source_comes_to_it() {
    a.append(X, ExpectedVersion.of(7), OnConflict.ACCEPT, "1", "2");
    b.append(X, "3");
    b.writeLog();
    Run run = new Run(store).drain();
    assertThat(run.texts()).containsExactly("order/x@1", "order/x@2", "order/x@3");
    a.writeLog();
    run.restart();
    assertThat(run.drain().texts().subList(3, 5))
        .containsExactly("exception a:0+0", "exception a:0+1");
    assertThat(run.texts()).hasSize(5);
  }

  @Test
  void rejections_are_published_and_duplicates_are_counted() {
    a.append(X, "1");
    a.append(X, "1");
    a.append(X, ExpectedVersion.NONE, OnConflict.REJECT, "2", "3");
    a.writeLog();
    Run run = new Run(store).drain();
    assertThat(run.texts()).containsExactly("order/x@1", "rejected a:2+0", "rejected a:2+1");
    assertThat(run.counters().duplicates()).isEqualTo(1);
    assertThat(run.counters().rejected()).isEqualTo(2);
    assertThat(run.counters().lag()).isZero();
    assertThat(run.counters().bufferedBytes()).isZero();
  }

  @Test
  void outputs_that_are_switched_off_leave_no_trace_in_offsets() {
    a.append(X, ExpectedVersion.of(7), OnConflict.ACCEPT, "1");
    a.append(X, ExpectedVersion.NONE, OnConflict.REJECT, "2");
    a.writeLog();
    TailSettings all = Run.settings(store);
    TailSettings acceptedOnly =
        new TailSettings(
            all.shards(), all.start(), new Outputs(false, false), Duration.ZERO, 100, 1000, 10);
    Run run = new Run(store, acceptedOnly, Map.of()).drain();
    assertThat(run.texts()).containsExactly("order/x@1");
    assertThat(run.offsets()).containsEntry(new ShardSource(0, a.source()), TailOffset.at(1));
  }

  @Test
  void an_entry_is_never_split_over_batches_and_its_records_say_how_far_it_is() {
    a.append(X, ExpectedVersion.of(7), OnConflict.ACCEPT, "1", "2", "3");
    a.writeLog();
    Run run = new Run(store, Run.withLimits(Run.settings(store), 1, 1, 1), Map.of());
    List<Emission> batch = run.poll();
    assertThat(batch).hasSize(6);
    for (int i = 0; i < 5; i++) {
      assertThat(batch.get(i).offset()).isEqualTo(new TailOffset(0, i + 1, new TreeSet<>()));
    }
    assertThat(batch.get(5).offset()).isEqualTo(TailOffset.at(1));
  }

  @Test
  void a_task_that_died_inside_an_entry_goes_on_inside_it() {
    a.append(X, ExpectedVersion.of(7), OnConflict.ACCEPT, "1", "2");
    b.append(X, "3");
    a.writeLog();
    b.writeLog();
    List<Emission> all = new Run(store).poll();
    for (int died = 1; died < 4; died++) {
      Map<ShardSource, TailOffset> stored = Run.offsetsOf(all.subList(0, died));
      Run again = new Run(store, Run.settings(store), stored).drain();
      assertThat(again.texts()).isEqualTo(Run.texts(all.subList(died, 5)));
    }
  }

  @Test
  void events_of_an_entry_that_is_half_published_are_not_published_early_again() {
    a.append(X, "1", "2");
    b.append(X, "3");
    b.writeLog();
    Map<ShardSource, TailOffset> stored =
        Map.of(new ShardSource(0, a.source()), new TailOffset(0, 1, new TreeSet<>()));
    Run again = new Run(store, Run.settings(store), stored).drain();
    assertThat(again.texts()).containsExactly("order/x@2", "order/x@3");
    a.writeLog();
    assertThat(again.poll()).isEmpty();
  }

  @Test
  void an_early_entry_of_several_events_counts_as_early_with_its_last_one() {
    a.append(X, "1", "2");
    b.append(X, "3");
    b.writeLog();
    List<Emission> batch = new Run(store).poll();
    assertThat(batch.get(0).offset()).isEqualTo(TailOffset.at(0));
    assertThat(batch.get(1).offset().early()).containsExactly(0L);
    assertThat(batch.get(2).place().source()).isEqualTo(b.source());
  }

  @Test
  void of_two_sources_the_entry_that_was_decided_first_comes_first() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      StreamId stream = new StreamId("order", "s" + i);
      (i % 2 == 0 ? a : b).append(stream, "event " + i);
      expected.add(stream + "@1");
    }
    b.writeLog();
    a.writeLog();
    assertThat(new Run(store).drain().texts()).isEqualTo(expected);
  }

  @Test
  void at_the_cap_the_source_that_is_behind_is_read_first() {
    // The appender of b has a clock that is behind: its entries would all come first.
    for (int i = 1; i <= 4; i++) {
      a.append(new StreamId("order", "s" + i), "first " + i);
    }
    clock.move(-500);
    for (int i = 1; i <= 4; i++) {
      b.append(new StreamId("order", "s" + i), "second " + i);
    }
    a.writeLog();
    b.writeLog();
    Run free = new Run(store).drain();
    assertThat(mostEarly(free)).isEqualTo(4);
    Run capped = new Run(store, Run.withLimits(Run.settings(store), 100, 1 << 20, 1), Map.of());
    assertThat(capped.drain().texts()).isEqualTo(free.texts()).hasSize(8);
    assertThat(mostEarly(capped)).isEqualTo(1);
  }

  private static int mostEarly(Run run) {
    int most = 0;
    for (Emission emission : run.published()) {
      most = Math.max(most, emission.offset().early().size());
    }
    return most;
  }

  @Test
  void at_the_cap_a_source_that_has_nothing_to_read_is_not_waited_for() {
    for (int i = 1; i <= 4; i++) {
      StreamId stream = new StreamId("order", "s" + i);
      a.append(stream, "first " + i);
      b.append(stream, "second " + i);
    }
    b.writeLog();
    Run run = new Run(store, Run.withLimits(Run.settings(store), 100, 1 << 20, 2), Map.of());
    assertThat(run.drain().texts()).hasSize(8);
    assertThat(run.counters().earlyPositions()).isEqualTo(4);
  }

  @Test
  void tasks_that_share_the_shards_publish_everything_once_between_them() {
    try (InMemoryStore sharded = new InMemoryStore(LIMITS, 4, new TickingClock())) {
      Feed feed = new Feed(sharded, "a");
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        StreamId stream = new StreamId("order", "s" + i);
        feed.append(stream, "event " + i);
        expected.add(stream + "@1");
      }
      feed.writeLog();
      TailSettings all = Run.settings(sharded);
      Run even = new Run(sharded, Run.withShards(all, Set.of(0, 2)), Map.of()).drain();
      Run odd = new Run(sharded, Run.withShards(all, Set.of(1, 3)), Map.of()).drain();
      List<String> together = new ArrayList<>(even.texts());
      together.addAll(odd.texts());
      assertThat(even.texts()).isNotEmpty();
      assertThat(odd.texts()).isNotEmpty();
      assertThat(together).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void a_closed_store_ends_the_tail() {
    Run run = new Run(store);
    store.close();
    assertThatThrownBy(run::poll).isInstanceOf(StoreException.Closed.class);
  }

  static List<String> versions(String stream, int count) {
    List<String> versions = new ArrayList<>();
    for (int version = 1; version <= count; version++) {
      versions.add(stream + "@" + version);
    }
    return versions;
  }
}
