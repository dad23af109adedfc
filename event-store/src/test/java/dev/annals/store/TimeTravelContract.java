package dev.annals.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A stream as it was at a time. */
abstract class TimeTravelContract {
  private final ClientScenario given;
  private final StreamId order;

  TimeTravelContract(Supplier<ClientScenario> scenario) {
    this.given = scenario.get();
    this.order = given.order;
  }

  @Test
  void a_stream_is_loaded_as_of_the_last_event_up_to_a_time() throws Exception {
    appendAt(1, "{\"n\":1}", "{\"n\":2}");
    appendAt(2, "{\"n\":3}");

    assertThat(given.client.versionAt(order, minute(1))).isEqualTo(2);
    assertThat(given.client.versionAt(order, minute(2).minusMillis(1))).isEqualTo(2);
    assertThat(given.client.versionAt(order, minute(2))).isEqualTo(3);
    assertThat(given.client.versionAt(order, minute(9))).isEqualTo(3);
    assertThat(stateAt(1)).isEqualTo("{\"n\":[1,2]}");
    assertThat(stateAt(9)).isEqualTo("{\"n\":[1,2,3]}");
    assertThat(versionsAt(1)).containsExactly(1L, 2L);
  }

  @Test
  void before_its_first_event_it_is_at_version_0() throws Exception {
    appendAt(5, "{\"n\":1}");

    assertThat(given.client.versionAt(order, minute(4))).isZero();
    assertThat(given.client.loadAt(order, minute(4), ClientScenario.NUMBERS))
        .isEqualTo(ClientScenario.NUMBERS.start(order));
    assertThat(versionsAt(4)).isEmpty();
    assertThat(given.client.versionAt(ClientScenario.stream("order"), minute(4))).isZero();
  }

  /** A worker whose clock is ahead appends in between: times fall, and rise again. */
  @Test
  void where_times_do_not_only_grow_it_is_as_of_its_longest_beginning_up_to_then()
      throws Exception {
    appendAt(1, "{\"n\":1}");
    appendAt(7, "{\"n\":2}");
    appendAt(2, "{\"n\":3}");
    appendAt(3, "{\"n\":4}");
    appendAt(9, "{\"n\":5}");
    appendAt(8, "{\"n\":6}");

    List<Long> versions =
        List.of(0, 1, 2, 3, 6, 7, 8, 9).stream()
            .map(minute -> given.client.versionAt(order, minute(minute)))
            .toList();
    assertThat(versions).containsExactly(0L, 1L, 1L, 1L, 1L, 4L, 4L, 6L);
    assertThat(stateAt(3)).isEqualTo("{\"n\":[1]}");
    assertThat(stateAt(7)).isEqualTo("{\"n\":[1,2,3,4]}");
    assertThat(stateAt(8)).isEqualTo("{\"n\":[1,2,3,4]}");
    assertThat(stateAt(9)).isEqualTo("{\"n\":[1,2,3,4,5,6]}");
    assertThat(versionsAt(6)).containsExactly(1L);
  }

  @Test
  void a_snapshot_after_the_time_is_not_used() throws Exception {
    appendAt(1, "{\"n\":1}");
    appendAt(2, "{\"n\":2}");
    given.plant(order, ClientScenario.NUMBERS, 1, "{\"n\":[\"planted\"]}");
    given.plant(order, ClientScenario.NUMBERS, 2, "{\"n\":[\"later\"]}");

    assertThat(stateAt(1)).isEqualTo("{\"n\":[\"planted\"]}");
    assertThat(stateAt(2)).isEqualTo("{\"n\":[\"later\"]}");
  }

  @Test
  void it_is_found_over_pages_and_buckets() throws Exception {
    appendAt(1);
    given.appendNumbers(order, 1, 1_100);
    appendAt(2, "{\"n\":1101}");
    appendAt(1, "{\"n\":1102}");

    assertThat(given.client.versionAt(order, minute(1))).isEqualTo(1_100);
    assertThat(given.client.versionAt(order, minute(2))).isEqualTo(1_102);
    assertThat(versionsAt(1)).hasSize(1_100).endsWith(1_100L);
    given.plant(order, ClientScenario.NUMBERS, 1_102, "{\"n\":[]}");
    given.client.truncate(order, 700, ClientScenario.NUMBERS);
    assertThat(given.client.versionAt(order, minute(1))).isEqualTo(1_100);
    assertThat(given.client.versionAt(order, minute(2))).isEqualTo(1_102);
    assertThatThrownBy(() -> given.client.versionAt(order, minute(0)))
        .isInstanceOf(StoreException.Removed.class)
        .hasMessageContaining(" starts at version 700, ");
  }

  @Test
  void a_time_whose_events_were_removed_is_told() throws Exception {
    appendAt(1, "{\"n\":1}", "{\"n\":2}");
    appendAt(5, "{\"n\":3}", "{\"n\":4}");
    given.client.takeSnapshot(order, ClientScenario.NUMBERS);
    given.client.truncate(order, 3, ClientScenario.NUMBERS);

    assertThatThrownBy(() -> given.client.versionAt(order, minute(4)))
        .isInstanceOf(StoreException.Removed.class)
        .hasMessage(
            order
                + " starts at version 3, whose time is after 2026-11-23T12:04:00Z: what was before is"
                + " removed");
    assertThatThrownBy(() -> stateAt(4)).isInstanceOf(StoreException.Removed.class);
    assertThat(stateAt(5)).isEqualTo("{\"n\":[1,2,3,4]}");
  }

  private static Instant minute(int minute) {
    return TestClock.NOON.plusSeconds(60L * minute);
  }

  private void appendAt(int minute, String... payloads) {
    given.clock.set(minute(minute));
    if (payloads.length > 0) {
      given.append(order, payloads);
    }
  }

  private String stateAt(int minute) throws Exception {
    return given.client.loadAt(order, minute(minute), ClientScenario.NUMBERS).document().toString();
  }

  private List<Long> versionsAt(int minute) {
    return StreamSupport.stream(given.client.events(order, minute(minute)).spliterator(), false)
        .map(RecordedEvent::version)
        .toList();
  }
}
