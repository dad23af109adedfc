package dev.annals.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Bytes;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import dev.annals.model.store.Truncation;
import dev.annals.reduce.ReduceException;
import dev.annals.store.client.SnapshotOutcome;
import dev.annals.store.client.SnapshotOutcome.Refused;
import dev.annals.store.client.SnapshotOutcome.Written;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Snapshots that an application takes, or makes by its own code. */
abstract class ClientSnapshotContract {
  private static final ReducerId OWN = new ReducerId("our-order", "build-7");
  private static final Bytes STATE = Bytes.of("any bytes".getBytes(UTF_8));

  private final ClientScenario given;
  private final StreamId order;

  ClientSnapshotContract(Supplier<ClientScenario> scenario) {
    this.given = scenario.get();
    this.order = given.order;
  }

  @Test
  void an_application_keeps_a_state_of_its_own_and_finds_it_under_its_fingerprint_only() {
    given.appendNumbers(order, 1, 3);

    assertThat(given.client.writeSnapshot(order, OWN, 2, STATE)).isInstanceOf(Written.class);

    assertThat(given.client.newestSnapshot(order, OWN).map(Snapshot::state)).contains(STATE);
    assertThat(given.client.newestSnapshot(order, OWN).map(Snapshot::version)).contains(2L);
    assertThat(given.client.newestSnapshot(order, new ReducerId("our-order", "build-8"))).isEmpty();
  }

  @Test
  void the_two_newest_of_an_application_stay() {
    given.appendNumbers(order, 1, 4);
    for (long version = 1; version <= 4; version++) {
      given.client.writeSnapshot(order, OWN, version, STATE);
    }

    assertThat(newestVersion(4)).hasValue(4L);
    assertThat(newestVersion(3)).hasValue(3L);
    assertThat(newestVersion(2)).isEmpty();
  }

  @Test
  void a_snapshot_of_a_version_that_is_not_there_is_refused() {
    assertRefused(
        1,
        " by reducer our-order@build-7 is of a version that is not there: the stream has no event");
    given.appendNumbers(order, 1, 3);

    assertRefused(
        4,
        " by reducer our-order@build-7 is of a version that is not there: the stream has versions up to 3");
    assertThat(given.client.writeSnapshot(order, OWN, 0, STATE))
        .isEqualTo(new Refused("a snapshot is of a version from 1: " + order + "@0"));
    assertThat(given.client.newestSnapshot(order, OWN)).isEmpty();
  }

  @Test
  void a_snapshot_below_the_streams_first_version_is_refused() {
    given.appendNumbers(order, 1, 5);
    given.client.writeSnapshot(order, OWN, 5, STATE);
    assertThat(given.client.truncate(order, 4, OWN)).isInstanceOf(Truncation.Truncated.class);

    assertRefused(
        3, " by reducer our-order@build-7 would be of no use: the stream starts at version 4");
    assertThat(given.client.writeSnapshot(order, OWN, 4, STATE)).isInstanceOf(Written.class);
  }

  @Test
  void a_state_above_1_MiB_is_refused() throws Exception {
    given.append(order, "{\"text\":\"%s\"}".formatted("x".repeat(600_000)));
    given.append(order, "{\"more\":\"%s\"}".formatted("x".repeat(600_000)));

    String expected =
        "the state of %s@2 by reducer %s has 1,200,021 bytes, but a snapshot at most 1,048,576: keep less in it";
    assertThat(given.client.takeSnapshot(order, ClientScenario.PATCHES))
        .isEqualTo(new Refused(expected.formatted(order, ClientScenario.PATCHES.id())));
    assertThat(given.client.writeSnapshot(order, OWN, 2, Bytes.of(new byte[1_200_021])))
        .isEqualTo(new Refused(expected.formatted(order, OWN)));
    assertThat(given.client.load(order, ClientScenario.PATCHES).version()).isEqualTo(2);
  }

  @Test
  void a_snapshot_is_taken_now_and_the_next_load_begins_there() throws Exception {
    given.appendNumbers(order, 1, 3);

    SnapshotOutcome taken = given.client.takeSnapshot(order, ClientScenario.NUMBERS);

    assertThat(((Written) taken).snapshot().version()).isEqualTo(3);
    assertThat(given.client.newestSnapshot(order, ClientScenario.NUMBERS.id()))
        .contains(((Written) taken).snapshot());
    given.plant(order, ClientScenario.NUMBERS, 3, "{\"n\":[\"planted\"]}");
    given.appendNumbers(order, 4, 4);
    assertThat(given.client.load(order, ClientScenario.NUMBERS).document())
        .hasToString("{\"n\":[\"planted\",4]}");
  }

  @Test
  void of_a_stream_without_events_or_one_that_cannot_be_folded_none_is_taken() throws Exception {
    assertThat(given.client.takeSnapshot(order, ClientScenario.NUMBERS))
        .isEqualTo(new Refused(order + " has no event to take a snapshot of"));
    given.append(order, "no JSON");

    assertThatThrownBy(() -> given.client.takeSnapshot(order, ClientScenario.NUMBERS))
        .isInstanceOf(ReduceException.class);
  }

  private Optional<Long> newestVersion(long atMost) {
    return given
        .snapshots
        .newest(order, OWN, atMost)
        .toCompletableFuture()
        .join()
        .map(Snapshot::version);
  }

  private void assertRefused(long version, String reason) {
    assertThat(given.client.writeSnapshot(order, OWN, version, STATE))
        .isEqualTo(new Refused("a snapshot of " + order + "@" + version + reason));
  }
}
