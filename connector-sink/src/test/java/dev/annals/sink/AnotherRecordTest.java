package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.connector.record.RecordMapping;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** A topic that was deleted and created again, with nothing that tells its lives apart. */
class AnotherRecordTest extends SinkScenario {
  @Test
  void at_the_last_decided_offset_stops_the_task() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    start(ORDERS).settle();
    topics.createAgain(ORDERS);
    topics.sendAll(ORDERS, List.of(Sent.of("a", "3"), Sent.of("a", "4"), Sent.of("a", "5")));

    Task next = start(ORDERS);

    assertThatThrownBy(next::settle)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("orders-0@1 is not the record that was decided as orders-0@1:1")
        .hasMessageContaining("Set source.incarnation to another text than '1'");
    assertThat(stream("a")).containsExactly("1", "2");
  }

  @Test
  void of_the_same_age_is_told_by_its_content() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    start(ORDERS).settle();
    topics.send(OTHERS, Sent.of("a", "y"));
    topics.replaceSameAge(ORDERS, 1, Sent.of("a", "other"));

    assertThatThrownBy(start(ORDERS)::settle).isInstanceOf(ConnectException.class);
  }

  @Test
  void of_an_entity_that_has_nothing_there_is_told_by_that() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    start(ORDERS).settle();
    topics.replaceSameAge(ORDERS, 1, Sent.of("b", "other"));

    assertThatThrownBy(start(ORDERS)::settle).isInstanceOf(ConnectException.class);
  }

  @Test
  void at_the_beginning_of_a_shorter_topic_stops_the_task() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2"), Sent.of("a", "3")));
    start(ORDERS).settle();
    topics.createAgain(ORDERS);
    topics.send(ORDERS, Sent.of("b", "4"));

    assertThatThrownBy(start(ORDERS)::settle)
        .hasMessageContaining("orders-0@0 is not the record that was decided");
    assertThat(stream("b")).isEmpty();
  }

  @Test
  void is_not_suspected_where_refused_rows_may_have_expired() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    start(ORDERS).settle();
    topics.replaceSameAge(ORDERS, 1, Sent.of("b", "other"));
    pass(Duration.ofDays(31));

    start(ORDERS).settle();

    assertThat(stream("b")).isEmpty();
  }

  @Test
  void is_noticed_behind_one_that_cannot_be_compared() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2"), Sent.of("a", "3")));
    Task task = start(ORDERS);
    task.settle();
    topics.replaceSameAge(ORDERS, 0, Sent.of("b", "nothing is stored of b"));
    topics.replaceSameAge(ORDERS, 1, Sent.of("a", "other"));

    task.worker().goBackTo(ORDERS, 0);

    assertThatThrownBy(task::settle).hasMessageContaining("orders-0@1 is not the record");
  }

  @Test
  void that_cannot_be_compared_is_counted_and_vouches_for_none_but_itself() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2"), Sent.of("a", "3")));
    Task task = start(ORDERS);
    task.settle();
    topics.replaceSameAge(ORDERS, 0, Sent.of("b", "nothing is stored of b"));

    task.worker().goBackTo(ORDERS, 0);
    task.settle();

    assertThat(task.sink().tally().unproven.sum()).isEqualTo(1);
    assertThat(task.sink().tally().known.sum()).isEqualTo(3);
    assertThat(task.sink().backlog().records()).isZero();
  }

  @Test
  void is_told_by_its_age_behind_one_that_is_the_same() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2"), Sent.of("a", "3")));
    Task task = start(ORDERS);
    task.settle();
    topics.replaceYounger(ORDERS, 2, Sent.of("a", "other"));

    task.worker().goBackTo(ORDERS, 0);

    assertThatThrownBy(task::settle).hasMessageContaining("orders-0@2 is not the record");
  }

  @Test
  void under_an_id_of_the_topic_only_needs_a_restart() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    Task task = start(settings(), topicId(Uuid.randomUuid()), ORDERS);
    task.settle();
    topics.replaceYounger(ORDERS, 1, Sent.of("a", "other"));

    task.worker().goBackTo(ORDERS, 1);

    assertThatThrownBy(task::settle)
        .hasMessageContaining("Restart the task: it will find the topic's new life")
        .hasMessageNotContaining("source.incarnation");
  }

  @Test
  void is_not_suspected_in_place_of_a_refused_one() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2").expecting("none")));
    start(ORDERS).settle();
    topics.send(ORDERS, Sent.undecodable());
    start(ORDERS).settle();
    topics.send(ORDERS, Sent.of("a", "3"));
    start(ORDERS).settle();

    assertThat(stream("a")).containsExactly("1", "3");
  }

  @Test
  void read_by_another_mapping_is_not_read_at_all() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    start(ORDERS).settle();
    topics.send(ORDERS, Sent.of("a", "3"));
    RecordMapping other = mapping("renamed-thing");

    Task next = start(with(settings(), other, false), ORDERS);

    assertThatThrownBy(next::settle)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("orders-0@1 was read by another mapping")
        .hasMessageContaining("up to offset 2")
        .hasMessageContaining("mapping.change.accept=true");

    start(with(settings(), other, true), ORDERS).settle();
    assertThat(upto(source(ORDERS))).isEqualTo(3);
    start(with(settings(), other, false), ORDERS).settle();
  }

  @Test
  void two_topics_under_one_name_stop_the_task() {
    SinkSettings oneName = named(settings(), "all");

    Task task = start(oneName, ORDERS, OTHERS);

    assertThatThrownBy(task::settle)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("source.name");
  }
}
