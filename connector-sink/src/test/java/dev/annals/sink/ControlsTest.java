package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.record.Origin;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Outcome.Rejected;
import dev.annals.model.RejectionReason;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.Snapshot;
import dev.annals.reduce.Reducers;
import dev.annals.reduce.SnapshotRule;
import dev.annals.sink.snapshot.SnapshotSettings;
import dev.annals.upcast.UpcastChain;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are no events of an application: what they do, and what is told of them. */
class ControlsTest extends SinkScenario {
  private static final String VIEW = "view@1";

  @Test
  void a_snapshot_sees_the_events_before_it_in_its_partition_and_leaves_no_entry() {
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.of("a", "1"),
            Sent.of("a", "2"),
            Sent.snapshot("a", VIEW, 2, "state of 2"),
            Sent.of("a", "3"),
            Sent.of("a", "4")));
    Task task = start(ORDERS);
    task.settle();

    assertThat(task.store().joined).as("what is no append goes alone").containsExactly(2, 2);
    assertThat(state("a", VIEW)).contains("state of 2");
    assertThat(upto(source(ORDERS))).isEqualTo(5);
    assertThat(logged()).hasSize(4).allMatch(LogEntry.Accepted.class::isInstance);
    assertThat(refusals(source(ORDERS), 0)).isEmpty();
    assertThat(task.sink().tally().controls.sum()).isEqualTo(1);
    assertThat(task.sink().tally().logged()).isEqualTo(5);
    assertThat(task.sink().backlog().records()).isZero();
  }

  @Test
  void a_snapshot_of_a_version_beyond_the_head_is_rejected_with_the_head() {
    topics.sendAll(
        ORDERS, List.of(Sent.of("a", "1"), Sent.snapshot("a", VIEW, 2, "two"), Sent.of("a", "2")));
    start(ORDERS).settle();

    Rejected rejected = rejected(1);
    assertThat(rejected.reason()).isEqualTo(RejectionReason.NO_SUCH_VERSION);
    assertThat(rejected.actual()).isEqualTo(1);
    assertThat(rejected.message())
        .isEqualTo(
            "thing/a has no version 2 to be the last one in a state: it has versions up to 1");
    assertThat(state("a", VIEW)).isEmpty();
    assertThat(logged())
        .filteredOn(LogEntry.NotAccepted.class::isInstance)
        .containsExactly(refusals(source(ORDERS), 0).get(0).toEntry());
    assertThat(refusals(source(ORDERS), 0).get(0).events())
        .singleElement()
        .satisfies(event -> assertThat(event.type()).isEqualTo("annals.snapshot"));
  }

  @Test
  void a_snapshot_of_a_stream_that_is_not_there_is_rejected_and_makes_none() {
    topics.send(ORDERS, Sent.snapshot("a", VIEW, 1, "one"));
    start(ORDERS).settle();

    assertThat(rejected(0).message()).endsWith("it has no event");
    assertThat(rejected(0).actual()).isZero();
    assertThat(stream("a")).isEmpty();
  }

  @Test
  void a_snapshot_below_the_first_version_is_rejected() {
    grow("a", "1", "2", "3");
    get(tables.truncate(new StreamId(ENTITY, "a"), 3));
    topics.sendAll(
        ORDERS, List.of(Sent.snapshot("a", VIEW, 2, "two"), Sent.snapshot("a", VIEW, 3, "three")));
    start(ORDERS).settle();

    assertThat(rejected(0).message())
        .isEqualTo("thing/a starts at version 3, so no state of it ends with version 2");
    assertThat(state("a", VIEW)).contains("three");
  }

  @Test
  void the_two_newest_snapshots_of_a_definition_are_kept() {
    grow("a", "1", "2", "3", "4");
    topics.send(ORDERS, Sent.snapshot("a", "view@0", 1, "of another definition"));
    for (long version : new long[] {1, 3, 2, 4}) {
      topics.send(ORDERS, Sent.snapshot("a", VIEW, version, "state of " + version));
    }
    start(ORDERS).settle();

    assertThat(state("a", VIEW)).contains("state of 4");
    assertThat(newest("a", VIEW, 3)).hasValueSatisfying(s -> assertThat(s.version()).isEqualTo(3));
    assertThat(newest("a", VIEW, 2)).isEmpty();
    assertThat(state("a", "view@0")).contains("of another definition");
  }

  @Test
  void a_closed_stream_takes_snapshots_and_can_be_truncated_but_takes_no_event() {
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.of("a", "1"),
            Sent.close("a"),
            Sent.snapshot("a", VIEW, 2, "the end"),
            Sent.truncate("a", VIEW, 2),
            Sent.of("a", "late")));
    Task task = start(ORDERS);
    task.settle();

    assertThat(stream("a")).containsExactly("closed");
    assertThat(state("a", VIEW)).contains("the end");
    assertThat(rejected(4).reason()).isEqualTo(RejectionReason.CLOSED);
    assertThat(task.sink().tally().controls.sum()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"view@1", "view"})
  void a_truncation_needs_a_snapshot_at_or_above_its_version(String reducer) {
    grow("a", "1", "2", "3", "4");
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.truncate("a", reducer, 3),
            Sent.snapshot("a", VIEW, 2, "two"),
            Sent.truncate("a", reducer, 3),
            Sent.snapshot("a", VIEW, 3, "three"),
            Sent.truncate("a", reducer, 3),
            Sent.truncate("a", "other@1", 2),
            Sent.truncate("a", "other@1", 4),
            Sent.truncate("a", reducer, 5)));
    start(ORDERS).settle();

    assertThat(stream("a")).containsExactly("3", "4");
    assertThat(rejected(0).reason()).isEqualTo(RejectionReason.NO_SNAPSHOT);
    assertThat(rejected(0).message())
        .isEqualTo(
            "thing/a cannot start at version 3: it has no snapshot by reducer %s at or above that version. Send one first, or truncate less"
                .formatted(reducer));
    assertThat(rejected(2).message()).contains("at or above that version, its newest is of 2. ");
    assertThat(rejected(2).actual()).isEqualTo(4);
    assertThat(rejected(6).reason()).isEqualTo(RejectionReason.NO_SNAPSHOT);
    assertThat(rejected(7).reason()).isEqualTo(RejectionReason.NO_SUCH_VERSION);
    assertThat(rejected(7).message())
        .isEqualTo("thing/a cannot start at version 5: it has versions up to 4");
    assertThat(refusals(source(ORDERS), 0))
        .as("where it starts there already, nothing is made unsafe")
        .extracting(refusal -> refusal.at().position())
        .containsExactly(0L, 2L, 6L, 7L);
  }

  @Test
  void another_definition_makes_up_for_nothing_where_one_is_named() {
    grow("a", "1", "2");
    topics.sendAll(
        ORDERS, List.of(Sent.snapshot("a", VIEW, 2, "two"), Sent.truncate("a", "view@2", 2)));
    start(ORDERS).settle();

    assertThat(rejected(1).reason()).isEqualTo(RejectionReason.NO_SNAPSHOT);
    assertThat(stream("a")).containsExactly("1", "2");
  }

  @Test
  void a_reducer_of_the_rules_is_meant_as_it_is_defined_now() {
    grow("a", "{}", "{}", "{}");
    SnapshotRule rule =
        new SnapshotRule(
            ENTITY, Reducers.of(List.of()).find("json-merge-patch").orElseThrow(), 100, 2);
    SnapshotSettings rules = new SnapshotSettings(List.of(rule), UpcastChain.EMPTY);
    String now = Objects.requireNonNull(rules.definition(ENTITY, "json-merge-patch")).text();
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.snapshot("a", "json-merge-patch@before", 3, "{}"),
            Sent.truncate("a", "json-merge-patch", 2),
            Sent.snapshot("a", now, 2, "{}"),
            Sent.truncate("a", "json-merge-patch", 2)));
    start(with(settings(), rules), ORDERS).settle();

    assertThat(rejected(1).reason()).isEqualTo(RejectionReason.NO_SNAPSHOT);
    assertThat(rejected(1).message()).contains("no snapshot by reducer " + now);
    assertThat(stream("a")).hasSize(2);
  }

  /** As after the restore of an older backup of the events. */
  @Test
  void a_snapshot_of_events_that_are_gone_makes_up_for_nothing() {
    Snapshot newer =
        new Snapshot(
            new StreamId(ENTITY, "a"), new ReducerId("view", "1"), 3, Bytes.of(), clock.instant());
    get(tables.snapshots().write(newer));
    grow("a", "1", "2");
    topics.sendAll(ORDERS, List.of(Sent.truncate("a", VIEW, 2), Sent.truncate("a", "view", 2)));
    start(ORDERS).settle();

    assertThat(rejected(0).reason()).isEqualTo(RejectionReason.NO_SNAPSHOT);
    assertThat(rejected(1).reason()).isEqualTo(RejectionReason.NO_SNAPSHOT);
    assertThat(stream("a")).containsExactly("1", "2");
  }

  @Test
  void an_event_that_is_out_of_sight_is_a_duplicate_while_it_is_in_the_window() {
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.of("a", "1").id("x"),
            Sent.of("a", "2"),
            Sent.snapshot("a", VIEW, 2, "two"),
            Sent.truncate("a", VIEW, 2),
            Sent.of("a", "1").id("x")));
    start(ORDERS).settle();

    assertThat(stream("a")).containsExactly("2");
    assertThat(refusals(source(ORDERS), 0))
        .extracting(Refusal::outcome)
        .containsExactly(new Duplicate(1));
  }

  @Test
  void what_says_not_what_it_must_goes_to_the_dead_letters() {
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.of("a", "1"),
            Sent.snapshot("a", "view", 1, "without a fingerprint"),
            Sent.truncate("a", VIEW, 0),
            Sent.snapshot("a", VIEW, 1, "one")));
    Task task = start(ORDERS);
    task.settle();

    assertThat(task.worker().deadLetters)
        .containsExactly(new Origin(ORDERS, 1), new Origin(ORDERS, 2));
    assertThat(task.sink().tally().undecodable.sum()).isEqualTo(2);
    assertThat(state("a", VIEW)).contains("one");
  }

  @Test
  void few_are_under_way_at_once_and_those_of_a_partition_that_is_taken_away_are_dropped() {
    for (int i = 0; i < 40; i++) {
      grow("e" + i, "1");
      topics.send(i < 20 ? ORDERS : OTHERS, Sent.snapshot("e" + i, VIEW, 1, "one"));
    }
    topics.send(OTHERS, Sent.of("e0", "behind a snapshot of another partition"));
    Task task = start(ORDERS, OTHERS);
    task.store().answer("open");
    task.store().answer("progress");
    task.store().answer("claim");
    task.worker().poll();
    task.worker().poll();

    assertThat(task.store().steps()).hasSize(Lanes.MAX_ALONE).allMatch(s -> s.what.equals("head"));
    task.sink().close(List.of(ORDERS));
    task.store().answerAll();
    task.settle();

    assertThat(upto(source(OTHERS))).isEqualTo(21);
    assertThat(LongStream.range(20, 40).filter(i -> state("e" + i, VIEW).isPresent()).count())
        .isEqualTo(20);
    assertThat(LongStream.range(0, 20).filter(i -> state("e" + i, VIEW).isPresent()).count())
        .as("those that had begun")
        .isEqualTo(Lanes.MAX_ALONE);
    assertThat(stream("e0")).hasSize(2);
  }

  @Test
  void a_replay_finds_the_closing_event_and_the_first_version_it_starts_at() {
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.of("a", "1"),
            Sent.of("a", "2"),
            Sent.close("a").id("end"),
            Sent.snapshot("a", VIEW, 3, "three"),
            Sent.truncate("a", VIEW, 2)));
    start(ORDERS).settle();

    EventPage page = get(tables.read(ReadRequest.forwards(new StreamId(ENTITY, "a"), 1, 10)));
    assertThat(page.startsAt()).isEqualTo(2);
    assertThat(page.events())
        .last()
        .satisfies(event -> assertThat(event.event().closes()).isTrue())
        .satisfies(event -> assertThat(event.event().id()).isEqualTo(EventId.of("end")));
  }

  private List<LogEntry> logged() {
    return segments(source(ORDERS)).stream().map(Segment::entries).flatMap(List::stream).toList();
  }

  private Rejected rejected(long position) {
    return refusals(source(ORDERS), 0).stream()
        .filter(refusal -> refusal.at().position() == position)
        .map(refusal -> (Rejected) refusal.outcome())
        .findFirst()
        .orElseThrow();
  }
}
