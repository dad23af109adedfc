package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.record.Origin;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A task that goes on after another one was given its partition. */
class ZombieTest extends SinkScenario {
  @Test
  void cannot_refuse_any_more_and_stops_with_nothing_reported() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1").id("x"), Sent.of("a", "1").id("x")));
    Task zombie = admitted();
    zombie.store().answer("append");
    Task successor = start(ORDERS);
    successor.store().answer("open");
    successor.store().answer("progress");
    successor.store().answer("claim");

    zombie.store().answerAll();

    zombie.worker().poll();
    zombie.worker().poll();
    assertThat(zombie.store().steps()).isEmpty();
    assertThat(zombie.sink().tally().ownershipLost.sum()).isEqualTo(1);
    assertThat(zombie.sink().backlog().records()).isZero();
    assertThat(segments(source(ORDERS)))
        .flatExtracting(Segment::entries)
        .as("the accepted one may be logged by both, the refused one only by its owner")
        .allSatisfy(entry -> assertThat(entry).isInstanceOf(LogEntry.Accepted.class));
    successor.settle();
    assertThat(stream("a")).containsExactly("1");
    assertThat(refusals(source(ORDERS), 0)).hasSize(1);
    assertThat(upto(source(ORDERS))).isEqualTo(2);
  }

  @Test
  void that_refused_before_it_lost_its_right_is_believed() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1").id("x"), Sent.of("a", "1").id("x")));
    Task zombie = admitted();
    zombie.store().answer("append");
    zombie.store().answer("refuse");

    Task successor = start(ORDERS);
    successor.settle();
    List<Refusal> standing = refusals(source(ORDERS), 0);
    zombie.settle();

    assertThat(standing).hasSize(1);
    assertThat(refusals(source(ORDERS), 0)).isEqualTo(standing);
    assertThat(segments(source(ORDERS)))
        .flatExtracting(Segment::entries)
        .filteredOn(LogEntry.NotAccepted.class::isInstance)
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry).isEqualTo(standing.get(0).toEntry()));
  }

  @Test
  void that_writes_older_progress_does_not_take_it_back() {
    topics.send(ORDERS, Sent.of("a", "1"));
    Task zombie = admitted();
    zombie.store().answer("append");
    zombie.store().answer("write segment");
    topics.sendAll(ORDERS, List.of(Sent.of("a", "2"), Sent.of("a", "3").expecting("none")));
    start(ORDERS).settle();
    List<Refusal> refused = refusals(source(ORDERS), 0);

    zombie.store().answerAll();

    assertThat(upto(source(ORDERS))).isEqualTo(3);
    assertThat(stream("a")).containsExactly("1", "2");
    assertThat(refusals(source(ORDERS), 0)).isEqualTo(refused);
  }

  @Test
  void that_takes_the_right_away_from_its_successor_does_not_end_it() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1").id("x"), Sent.of("a", "1").id("x")));
    Task zombie = start(ORDERS);
    zombie.store().answer("open");
    zombie.store().answer("progress");
    Task successor = admitted();
    successor.store().answer("append");

    zombie.store().answer("claim");
    successor.settle();
    assertThat(refusals(source(ORDERS), 0)).isEmpty();
    pass(Duration.ofSeconds(3));
    successor.settle();

    assertThat(stream("a")).containsExactly("1");
    assertThat(refusals(source(ORDERS), 0)).hasSize(1);
    assertThat(upto(source(ORDERS))).isEqualTo(2);
    assertThat(successor.sink().tally().ownershipLost.sum()).isEqualTo(1);
  }

  @Test
  void that_took_over_before_anything_was_logged_loses_no_record() {
    topics.sendAll(ORDERS, List.of(Sent.undecodable(), Sent.of("a", "1")));
    Task zombie = start(ORDERS);
    zombie.store().answer("open");
    zombie.store().answer("progress");
    Task successor = admitted();

    zombie.store().answer("claim");
    successor.settle();
    assertThat(upto(source(ORDERS))).isZero();
    pass(Duration.ofSeconds(3));
    successor.settle();

    assertThat(stream("a")).containsExactly("1");
    assertThat(successor.worker().deadLetters).containsExactly(new Origin(ORDERS, 0));
    assertThat(upto(source(ORDERS))).isEqualTo(2);
  }

  /** A task that has taken all records, none of which is appended yet. */
  private Task admitted() {
    Task task = start(ORDERS);
    task.store().answerAll();
    task.worker().poll();
    task.worker().poll();
    return task;
  }
}
