package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.Source;
import dev.annals.model.store.Refusal;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class ResumeTest extends SinkScenario {
  @Test
  void goes_on_from_progress_whatever_the_group_says() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    start(ORDERS).settle();
    topics.send(ORDERS, Sent.of("a", "3"));
    committed.clear();

    Task next = start(ORDERS);
    next.settle();

    assertThat(stream("a")).containsExactly("1", "2", "3");
    assertThat(next.sink().tally().known.sum()).as("the last decided one is compared").isEqualTo(1);
    assertThat(next.sink().tally().accepted.sum()).isEqualTo(1);
    assertThat(next.store().calls()).contains("read");
  }

  @Test
  void lets_records_go_that_the_worker_delivers_again() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2"), Sent.of("b", "3")));
    Task task = start(ORDERS);
    task.settle();

    task.worker().goBackTo(ORDERS, 0);
    topics.send(ORDERS, Sent.of("a", "4"));
    task.settle();
    task.worker().goBackTo(ORDERS, 2);
    task.settle();

    assertThat(stream("a")).containsExactly("1", "2", "4");
    assertThat(task.sink().tally().known.sum()).isEqualTo(5);
    assertThat(upto(source(ORDERS))).isEqualTo(4);
    assertThat(task.sink().backlog().records()).isZero();
  }

  @Test
  void lets_records_go_that_are_under_way_when_the_worker_goes_back() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2"), Sent.of("b", "3")));
    Task task = start(ORDERS);
    task.store().answerAll();
    task.worker().poll();
    task.worker().poll();
    task.worker().goBackTo(ORDERS, 0);
    task.worker().poll();
    task.worker().poll();
    assertThat(task.sink().backlog().records()).isEqualTo(6);

    task.settle();

    assertThat(stream("a")).containsExactly("1", "2");
    assertThat(upto(source(ORDERS))).isEqualTo(3);
    assertThat(task.sink().backlog().records()).isZero();
  }

  @Test
  void takes_the_outcome_of_a_refused_position_from_its_row() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2").expecting("none")));
    Task first = start(ORDERS);
    first.store().answerAll();
    first.worker().poll();
    first.worker().poll();
    first.store().answer("append");
    first.store().answer("refuse");
    List<Refusal> before = refusals(source(ORDERS), 0);

    Task next = start(ORDERS);
    next.settle();

    assertThat(before).hasSize(1);
    assertThat(refusals(source(ORDERS), 0)).isEqualTo(before);
    assertThat(next.store().calls()).doesNotContain("refuse");
    assertThat(next.store().joined).as("only the accepted one is asked about").containsExactly(1);
    assertThat(segments(source(ORDERS)))
        .flatExtracting(segment -> segment.entries())
        .contains(before.get(0).toEntry());
  }

  @Test
  void starts_a_later_life_of_a_topic_at_its_beginning() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    Task first = start(settings(), life("first"), ORDERS);
    first.settle();
    first.worker().commit();
    topics.createAgain(ORDERS);
    topics.sendAll(ORDERS, List.of(Sent.of("a", "3"), Sent.of("a", "4"), Sent.of("a", "5")));
    assertThat(committed).containsEntry(ORDERS, 2L);

    start(settings(), life("second"), ORDERS).settle();

    assertThat(stream("a")).containsExactly("1", "2", "3", "4", "5");
    assertThat(upto(new Source("orders", 0, "second"))).isEqualTo(3);
  }

  @Test
  void starts_a_new_source_where_the_group_says() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    committed.put(ORDERS, 1L);

    Task task = start(ORDERS);
    task.settle();

    assertThat(stream("a")).containsExactly("2");
    assertThat(task.sink().tally().undelivered.sum()).isZero();
  }

  @Test
  void is_not_misled_by_transforms_that_rename_topics() {
    topics.sendAll(ORDERS, List.of(Sent.of("a", "1"), Sent.of("a", "2")));
    Task task = start(with(settings(), mapping(null), false), ORDERS);
    task.worker().transform = ResumeTest::renamed;
    task.settle();
    task.worker().commit();

    assertThat(committed).containsEntry(ORDERS, 2L);
    assertThat(upto(source(ORDERS))).isEqualTo(2);
    assertThat(segments(source(ORDERS)))
        .flatExtracting(segment -> segment.entries())
        .allSatisfy(entry -> assertThat(entry.stream().entityType()).isEqualTo("orders"));
  }

  private static SinkRecord renamed(SinkRecord record) {
    return record.newRecord(
        "renamed",
        7,
        record.keySchema(),
        record.key(),
        record.valueSchema(),
        record.value(),
        record.timestamp(),
        record.headers());
  }

  @Test
  void claims_each_log_bucket_it_enters_and_heeds_what_is_refused_there() {
    topics.skip(ORDERS, 65_534);
    topics.sendAll(
        ORDERS,
        List.of(
            Sent.of("a", "1"),
            Sent.of("a", "2").expecting("none"),
            Sent.of("a", "3").expecting("none"),
            Sent.of("a", "4")));
    Task first = start(ORDERS);
    first.store().answerAll();
    first.worker().poll();
    first.worker().poll();
    first.store().answer("claim");
    first.store().answer("append");
    first.store().answer("refuse");
    List<Refusal> before = refusals(source(ORDERS), 1);
    assertThat(before).singleElement().extracting(r -> r.at().position()).isEqualTo(65_536L);

    Task next = start(ORDERS);
    next.settle();

    assertThat(next.store().calls()).doesNotContain("refuse");
    assertThat(upto(source(ORDERS))).isEqualTo(65_538);
    assertThat(stream("a")).containsExactly("1", "4");
    assertThat(refusals(source(ORDERS), 1)).isEqualTo(before);
  }
}
