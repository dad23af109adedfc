package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.Snapshots;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What all {@link Snapshots} have to do. Extend it where they are. One store may serve all tests:
 * every test draws its own names. No test skips itself.
 */
public abstract class SnapshotsContract {
  private static final Instant NOW = Instant.parse("2026-11-23T10:11:12.345Z");
  private static final ReducerId TOTAL = new ReducerId("total", "0a1b2c3d");

  private final StreamId order = new StreamId("order", "Zoë \u0000 " + UUID.randomUUID());

  /** The snapshots. */
  protected abstract Snapshots snapshots();

  @Test
  void a_stream_without_snapshots_has_no_newest() {
    assertThat(Answers.of(snapshots().newest(order, TOTAL, Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void a_snapshot_is_read_as_it_was_written() {
    byte[] state = new byte[Snapshot.MAX_STATE_BYTES];
    new Random(7).nextBytes(state);
    EventId last = EventId.of("/shop", "Zoë 4711");
    Snapshot large = new Snapshot(order, TOTAL, Long.MAX_VALUE, last, Bytes.of(state), NOW);
    Snapshot empty = new Snapshot(order, TOTAL, 1, Bytes.of(), NOW);
    write(large);
    write(empty);

    assertThat(Answers.of(snapshots().newest(order, TOTAL, Long.MAX_VALUE))).contains(large);
    assertThat(Answers.of(snapshots().newest(order, TOTAL, 1))).contains(empty);
  }

  @Test
  void the_newest_is_the_one_of_the_highest_version_that_is_asked_for() {
    write(20, 9, 100);

    assertThat(newest(Long.MAX_VALUE)).isEqualTo(100);
    assertThat(newest(100)).isEqualTo(100);
    assertThat(newest(99)).isEqualTo(20);
    assertThat(newest(20)).isEqualTo(20);
    assertThat(newest(9)).isEqualTo(9);
    assertThat(newest(8)).isZero();
  }

  @Test
  void writing_it_again_changes_nothing_but_its_time() {
    Snapshot first = new Snapshot(order, TOTAL, 5, Bytes.of((byte) 1), NOW);
    Snapshot again = new Snapshot(order, TOTAL, 5, Bytes.of((byte) 1), NOW.plusSeconds(1));
    write(first);
    write(again);

    assertThat(Answers.of(snapshots().newest(order, TOTAL, Long.MAX_VALUE))).contains(again);
    Answers.of(snapshots().prune(order, TOTAL, 1, Long.MAX_VALUE));
    assertThat(newest(5)).isEqualTo(5);
  }

  @Test
  void a_reducer_of_another_fingerprint_or_name_has_its_own() {
    write(5);

    assertThat(newest(order, new ReducerId("total", "0a1b2c3e"))).isZero();
    assertThat(newest(order, new ReducerId("tota", "0a1b2c3d"))).isZero();
    assertThat(newest(new StreamId("offer", order.entityId()), TOTAL)).isZero();
    assertThat(newest(order, TOTAL)).isEqualTo(5);
  }

  @Test
  void the_newest_version_is_that_of_any_definition() {
    write(10, 20);
    write(new Snapshot(order, new ReducerId("total", "0"), 30, Bytes.of(), NOW));
    write(new Snapshot(order, new ReducerId("total", "f"), 5, Bytes.of(), NOW));
    write(new Snapshot(order, new ReducerId("tota", "0"), 40, Bytes.of(), NOW));

    assertThat(newestVersion("total", Long.MAX_VALUE)).hasValue(30);
    assertThat(newestVersion("total", 29)).hasValue(20);
    assertThat(newestVersion("total", 9)).hasValue(5);
    assertThat(newestVersion("total", 4)).isEmpty();
    assertThat(newestVersion("t", Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void pruning_keeps_the_newest() {
    ReducerId other = new ReducerId("total", "other");
    write(10, 20, 30, 40);
    write(new Snapshot(order, other, 10, Bytes.of(), NOW));

    Answers.of(snapshots().prune(order, TOTAL, 4, Long.MAX_VALUE));
    assertThat(newest(19)).isEqualTo(10);
    Answers.of(snapshots().prune(order, TOTAL, 2, Long.MAX_VALUE));
    assertThat(newest(Long.MAX_VALUE)).isEqualTo(40);
    assertThat(newest(39)).isEqualTo(30);
    assertThat(newest(29)).isZero();
    assertThat(newest(order, other)).isEqualTo(10);
  }

  @Test
  void pruning_lets_those_above_a_version_alone_and_does_not_count_them() {
    write(10, 20, 30, 190, 200);

    Answers.of(snapshots().prune(order, TOTAL, 2, 30));
    assertThat(newest(Long.MAX_VALUE)).isEqualTo(200);
    assertThat(newest(199)).isEqualTo(190);
    assertThat(newest(189)).isEqualTo(30);
    assertThat(newest(29)).isEqualTo(20);
    assertThat(newest(19)).isZero();
  }

  @Test
  void pruning_of_fewer_than_are_kept_removes_none() {
    Answers.of(snapshots().prune(order, TOTAL, 3, Long.MAX_VALUE));
    write(10, 20);
    Answers.of(snapshots().prune(order, TOTAL, 3, Long.MAX_VALUE));

    assertThat(newest(10)).isEqualTo(10);
    assertThat(newest(20)).isEqualTo(20);
  }

  @Test
  void pruning_keeps_at_least_one() {
    assertThatThrownBy(() -> snapshots().prune(order, TOTAL, 0, Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least one snapshot is kept, not 0: to remove all, forget them");
  }

  @Test
  void a_reducer_is_forgotten_on_a_stream_and_no_other() {
    ReducerId before = new ReducerId("total", "before");
    ReducerId other = new ReducerId("tota", "0a1b2c3d");
    StreamId elsewhere = new StreamId("offer", order.entityId());
    write(10, 20);
    write(new Snapshot(order, before, 10, Bytes.of(), NOW));
    write(new Snapshot(order, other, 10, Bytes.of(), NOW));
    write(new Snapshot(elsewhere, TOTAL, 10, Bytes.of(), NOW));

    Answers.of(snapshots().forget(order, "total"));

    assertThat(newest(Long.MAX_VALUE)).isZero();
    assertThat(newest(order, before)).isZero();
    assertThat(newest(order, other)).isEqualTo(10);
    assertThat(newest(elsewhere, TOTAL)).isEqualTo(10);
  }

  /** Fingerprints before and after its own, in the order of their characters. */
  @Test
  void what_a_reducer_was_before_it_was_changed_is_forgotten() {
    ReducerId before = new ReducerId("total", "0");
    ReducerId after = new ReducerId("total", "f");
    ReducerId other = new ReducerId("tota", "0");
    write(10, 20);
    for (ReducerId reducer : new ReducerId[] {before, after, other}) {
      write(new Snapshot(order, reducer, 30, Bytes.of(), NOW));
      write(new Snapshot(order, reducer, 40, Bytes.of(), NOW));
    }

    Answers.of(snapshots().forgetOthers(order, TOTAL));

    assertThat(newest(order, before)).isZero();
    assertThat(newest(order, after)).isZero();
    assertThat(newest(order, other)).isEqualTo(40);
    assertThat(newest(20)).isEqualTo(20);
    assertThat(newest(19)).isEqualTo(10);
  }

  /** Whose id fills the partition key of the events. */
  @Test
  void a_stream_whose_id_leaves_no_room_has_no_snapshots_and_no_faults() {
    StreamId longest = new StreamId("o", "1".repeat(StreamId.MAX_BYTES - 1));
    ReducerId reducer = new ReducerId("x".repeat(100), "0a1b2c3d");

    assertThat(newest(longest, reducer)).isZero();
    assertThat(Answers.of(snapshots().newestVersion(longest, reducer.name(), 1))).isEmpty();
    Answers.of(snapshots().prune(longest, reducer, 1, Long.MAX_VALUE));
    Answers.of(snapshots().forgetOthers(longest, reducer));
    Answers.of(snapshots().forget(longest, reducer.name()));
  }

  /** The longest that has room; a server that refuses it tries for ever. */
  @Test
  void a_key_of_all_the_bytes_there_are_is_written_and_read() {
    ReducerId reducer = new ReducerId("x".repeat(100), "f".repeat(64));
    int room = 65_535 - 9 - reducer.name().length();
    String unique = order.entityId();
    StreamId longest = new StreamId("o", unique + "1".repeat(room - 1 - unique.length() - 1));
    Snapshot snapshot = new Snapshot(longest, reducer, 5, Bytes.of((byte) 1), NOW);

    assertThat(reducer.fitsBeside(new StreamId("oo", longest.entityId()))).isFalse();
    write(snapshot);

    assertThat(Answers.of(snapshots().newest(longest, reducer, 5))).contains(snapshot);
  }

  private void write(long... versions) {
    for (long version : versions) {
      write(new Snapshot(order, TOTAL, version, Bytes.of((byte) version), NOW));
    }
  }

  private void write(Snapshot snapshot) {
    Answers.of(snapshots().write(snapshot));
  }

  private OptionalLong newestVersion(String reducer, long atMost) {
    return Answers.of(snapshots().newestVersion(order, reducer, atMost));
  }

  private long newest(long atMost) {
    return Answers.of(snapshots().newest(order, TOTAL, atMost)).map(Snapshot::version).orElse(0L);
  }

  private long newest(StreamId stream, ReducerId reducer) {
    return Answers.of(snapshots().newest(stream, reducer, Long.MAX_VALUE))
        .map(Snapshot::version)
        .orElse(0L);
  }
}
