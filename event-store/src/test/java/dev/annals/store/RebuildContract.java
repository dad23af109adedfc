package dev.annals.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Bytes;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.TokenRange;
import dev.annals.reduce.Fold;
import dev.annals.reduce.Jsonata;
import dev.annals.reduce.SnapshotRule;
import dev.annals.store.client.Rebuild;
import dev.annals.store.client.RebuildProgress;
import dev.annals.upcast.UpcastChain;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Snapshots of all streams of a type, after a reducer was changed. */
abstract class RebuildContract {
  private static final Jsonata CHANGED =
      Jsonata.of("numbers", "{'n': $append(n, $state.n)}", "{\"n\":[]}");
  private static final Fold BEFORE = ClientScenario.NUMBERS;
  private static final Fold AFTER = new Fold(CHANGED, UpcastChain.EMPTY);

  private final ClientScenario given;
  private final String type = "order-" + UUID.randomUUID();
  private final SnapshotRule rule = new SnapshotRule(type, CHANGED, 10, 1);

  RebuildContract(Supplier<ClientScenario> scenario) {
    this.given = scenario.get();
  }

  @Test
  void each_stream_has_its_snapshot_at_the_last_boundary_and_what_was_before_is_gone()
      throws Exception {
    List<StreamId> streams = streams(10, 25);
    StreamId shorter = streams(1, 9).get(0);
    StreamId other = ClientScenario.stream("other");
    given.appendNumbers(other, 1, 12);
    for (StreamId stream : streams) {
      given.client.takeSnapshot(stream, BEFORE);
    }

    RebuildProgress done = rebuild(TokenRange.ALL).await();

    assertThat(done.ofType()).isEqualTo(11);
    assertThat(done.looked()).isGreaterThanOrEqualTo(12);
    assertThat(done.written()).isEqualTo(10);
    assertThat(done.failed()).isZero();
    assertThat(done.finished()).isTrue();
    assertThat(done.share()).isEqualTo(1);
    for (StreamId stream : streams) {
      assertThat(newest(stream, AFTER.id()))
          .isEqualTo("20 {\"n\":[20,19,18,17,16,15,14,13,12,11,10,9,8,7,6,5,4,3,2,1]}");
      assertThat(newest(stream, BEFORE.id())).isEqualTo("none");
      assertThat(given.client.load(stream, AFTER).version()).isEqualTo(25);
    }
    assertThat(newest(shorter, AFTER.id())).isEqualTo("none");
    assertThat(newest(other, AFTER.id())).isEqualTo("none");
  }

  @Test
  void what_is_there_already_is_not_written_again_but_what_cannot_be_read_is() {
    StreamId kept = streams(1, 25).get(0);
    StreamId spoilt = streams(1, 25).get(0);
    given.plant(kept, AFTER, 10, "{\"n\":[\"old\"]}");
    given.plant(kept, AFTER, 20, "{\"n\":[\"planted\"]}");
    given.plant(spoilt, AFTER, 20, "spoilt");

    assertThat(rebuild(TokenRange.ALL).await().written()).isEqualTo(1);

    assertThat(newest(kept, AFTER.id())).isEqualTo("20 {\"n\":[\"planted\"]}");
    assertThat(newest(spoilt, AFTER.id())).startsWith("20 {\"n\":[20,19,");
    assertThat(given.snapshots.newest(kept, AFTER.id(), 19).toCompletableFuture().join())
        .as("pruned")
        .isEmpty();
  }

  @Test
  void a_stream_that_fails_stops_nothing_is_counted_and_named_and_keeps_what_it_has() {
    List<StreamId> failing = new ArrayList<>();
    for (StreamId stream : streams(RebuildProgress.MOST_FAILURES + 3, 5)) {
      given.append(stream, "secret");
      given.appendNumbers(stream, 7, 12);
      given.plant(stream, BEFORE, 5, "{\"n\":[]}");
      failing.add(stream);
    }
    List<StreamId> fine = streams(5, 10);

    RebuildProgress done = rebuild(TokenRange.ALL).await();

    assertThat(done.finished()).isTrue();
    assertThat(done.written()).isEqualTo(5);
    assertThat(done.failed()).isEqualTo(failing.size());
    assertThat(done.failures())
        .hasSize(RebuildProgress.MOST_FAILURES)
        .allMatch(failure -> failure.startsWith("reducer numbers cannot take " + type + "/"))
        .allMatch(failure -> failure.contains("@6: its payload is not JSON"))
        .noneMatch(failure -> failure.contains("secret"));
    fine.forEach(stream -> assertThat(newest(stream, AFTER.id())).startsWith("10 "));
    failing.forEach(stream -> assertThat(newest(stream, BEFORE.id())).startsWith("5 "));
  }

  @Test
  void it_goes_on_where_it_was_stopped() {
    streams(20, 10);
    Rebuild stopped = rebuild(TokenRange.ALL);
    stopped.stop();
    RebuildProgress first = stopped.await();

    RebuildProgress rest = rebuild(first.rest()).await();

    assertThat(first.share()).isBetween(0.0, 1.0);
    assertThat(rest.finished()).isTrue();
    assertThat(first.written() + rest.written()).isEqualTo(20);
    assertThat(rebuild(TokenRange.ALL).await().written()).as("left out").isZero();
  }

  @Test
  void a_part_of_the_ring_is_rebuilt_by_itself() {
    streams(20, 10);
    long written = 0;
    for (TokenRange part : TokenRange.ALL.split(3)) {
      RebuildProgress done = rebuild(part).await();
      assertThat(done.share()).isEqualTo(1);
      assertThat(done.rest().endInclusive()).isEqualTo(part.endInclusive());
      written += done.written();
    }

    assertThat(written).isEqualTo(20);
    assertThatThrownBy(() -> given.client.rebuild(rule, UpcastChain.EMPTY, TokenRange.ALL, 0))
        .hasMessage("at least one stream is rebuilt at a time: not 0");
  }

  private Rebuild rebuild(TokenRange range) {
    return given.client.rebuild(rule, UpcastChain.EMPTY, range, 4);
  }

  private List<StreamId> streams(int count, int events) {
    List<StreamId> streams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      streams.add(ClientScenario.stream(type));
      given.appendNumbers(streams.get(i), 1, events);
    }
    return streams;
  }

  /** Version and state. */
  private String newest(StreamId stream, ReducerId reducer) {
    return given
        .client
        .newestSnapshot(stream, reducer)
        .map(found -> found.version() + " " + text(found))
        .orElse("none");
  }

  private static String text(Snapshot snapshot) {
    Bytes state = snapshot.state();
    return new String(state.toArray(), UTF_8);
  }
}
