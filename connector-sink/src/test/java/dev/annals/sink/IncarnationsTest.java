package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.Source;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Settings that would turn a topic into another source, by which it would be read again. */
class IncarnationsTest extends SinkScenario {
  private static final Uuid ID = Uuid.fromString("q1Sh-9_ISia_zwGINzRvyQ");
  private static final Topics ASSUMED = new Topics(Incarnations.assumed("1"), null, () -> {});

  @Test
  void a_topic_read_without_its_id_is_not_read_again_by_its_id() {
    read(ASSUMED);

    Task next = start(settings(), topicId(ID), ORDERS);

    assertThatThrownBy(next::settle)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("Set source.incarnation=1, to go on where it is")
        .hasMessageContaining("source.incarnation=" + ID);
    assertThat(upto(new Source("orders", 0, ID.toString()))).isZero();
  }

  @Test
  void nor_is_a_partition_of_it_that_had_no_record_yet() {
    read(ASSUMED);

    Task next = start(settings(), topicId(ID), new TopicPartition("orders", 1));

    assertThatThrownBy(next::settle).hasMessageContaining("Set source.incarnation=1");
  }

  @Test
  void a_topic_read_by_its_id_is_not_read_again_without() {
    read(topicId(ID));

    Task next = start(settings(), ASSUMED, ORDERS);

    assertThatThrownBy(next::settle).hasMessageContaining("Set source.incarnation=" + ID);
  }

  @Test
  void an_incarnation_that_is_set_is_meant() {
    read(ASSUMED);

    start(settings(), life(ID.toString()), ORDERS).settle();
    start(settings(), topicId(ID), ORDERS).settle();

    assertThat(upto(new Source("orders", 0, ID.toString()))).isEqualTo(1);
  }

  @Test
  void another_id_is_another_life_of_the_topic() {
    read(topicId(ID));
    topics.createAgain(ORDERS);
    topics.send(ORDERS, Sent.of("a", "2"));

    start(settings(), topicId(Uuid.randomUuid()), ORDERS).settle();

    assertThat(stream("a")).containsExactly("1", "2");
  }

  @Test
  void a_topic_goes_on_without_its_id_as_it_began() {
    read(ASSUMED);
    topics.send(ORDERS, Sent.of("a", "2"));

    start(settings(), ASSUMED, ORDERS, new TopicPartition("orders", 1)).settle();

    assertThat(stream("a")).containsExactly("1", "2");
  }

  private void read(Topics lives) {
    topics.send(ORDERS, Sent.of("a", "1"));
    start(settings(), lives, ORDERS).settle();
  }
}
