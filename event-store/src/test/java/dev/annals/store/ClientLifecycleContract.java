package dev.annals.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.Outcome;
import dev.annals.model.RejectionReason;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Truncation;
import dev.annals.reduce.Fold;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Truncating and closing streams by the client. */
abstract class ClientLifecycleContract {
  private static final Fold NUMBERS = ClientScenario.NUMBERS;

  private final ClientScenario given;
  private final StreamId order;

  ClientLifecycleContract(Supplier<ClientScenario> scenario) {
    this.given = scenario.get();
    this.order = given.order;
  }

  @Test
  void a_stream_is_truncated_where_a_snapshot_tells_what_was_before() throws Exception {
    given.appendNumbers(order, 1, 4);
    given.client.takeSnapshot(order, NUMBERS);
    given.appendNumbers(order, 5, 6);

    assertThat(given.client.truncate(order, 4, NUMBERS))
        .isInstanceOfSatisfying(
            Truncation.Truncated.class, done -> assertThat(done.first()).isEqualTo(4));

    assertThat(given.client.load(order, NUMBERS).document()).hasToString("{\"n\":[1,2,3,4,5,6]}");
    assertThat(given.client.events(order)).hasSize(3);
    assertThat(given.client.exists(order)).isTrue();
  }

  @Test
  void without_such_a_snapshot_it_is_refused_and_says_what_is_there() throws Exception {
    given.appendNumbers(order, 1, 6);
    ReducerId numbers = NUMBERS.id();

    assertRefused(
        4, "reducer " + numbers + " has no snapshot there or above (none); take one first");
    given.plant(order, NUMBERS, 3, "{\"n\":[1,2,3]}");
    assertRefused(
        4,
        "reducer "
            + numbers
            + " has no snapshot there or above (its newest is of version 3); take one first");
    given.plant(order, NUMBERS, 5, "spoilt");
    assertRefused(
        4,
        "reducer "
            + numbers
            + " has no snapshot there or above (the one of version 5 cannot be read); take one first");
    given.plant(order, NUMBERS, 6, EventId.of("another"), "{\"n\":[6]}");
    assertRefused(
        4,
        "reducer "
            + numbers
            + " has no snapshot there or above (the one of version 6 is of other events than the"
            + " stream has); take one first");
    given.plant(order, NUMBERS, 9, "{\"n\":[]}");
    assertThat(given.client.truncate(order, 7, NUMBERS))
        .as("beyond the head, as in a backup that was restored")
        .isEqualTo(
            new Truncation.Refused(
                6, order + " cannot start at version 7: it has versions up to 6"));
    assertThat(given.client.events(order)).hasSize(6);
  }

  @Test
  void a_stream_is_closed_once_and_takes_nothing_more() throws Exception {
    given.appendNumbers(order, 1, 2);
    EventId end = EventId.of("end");

    Outcome closed =
        given.client.closeStream(order, ExpectedVersion.of(2), end, given.nextPosition());
    Outcome again =
        given.client.closeStream(order, ExpectedVersion.of(2), end, given.nextPosition());
    Outcome late =
        given.client.closeStream(
            order, ExpectedVersion.ANY, EventId.of("another"), given.nextPosition());

    assertThat(closed).isInstanceOf(Outcome.Accepted.class);
    assertThat(again).isEqualTo(new Outcome.Duplicate(3));
    assertThat(late)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.CLOSED));
    assertThat(given.client.load(order, NUMBERS).document()).hasToString("{\"n\":[1,2]}");
    assertThat(given.client.load(order, NUMBERS).version()).isEqualTo(3);
  }

  private void assertRefused(long before, String reason) {
    assertThat(given.client.truncate(order, before, NUMBERS))
        .isEqualTo(
            new Truncation.Refused(
                6, "%s cannot start at version %d: %s".formatted(order, before, reason)));
  }
}
