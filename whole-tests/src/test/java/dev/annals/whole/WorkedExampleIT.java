package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.reduce.TypedState;
import dev.annals.store.client.AnnalsClient;
import dev.annals.whole.Shipping.Order;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of event-store/README.md, with a sink and a source that run. */
class WorkedExampleIT {
  private final Scenario scenario = new Scenario("shipping");
  private final Whole whole = scenario.whole();

  @Test
  @Timeout(120)
  void a_decision_on_the_loaded_state_is_accepted_and_a_second_one_on_the_same_is_refused()
      throws Exception {
    String topic = scenario.topic("in", 1);
    StreamId order = scenario.stream("17");
    whole.sink("shipping", topic, Map.of());
    try (AnnalsClient annals = AnnalsClient.open(whole.settings(whole.keyspace()));
        KafkaProducer<String, String> producer = producer();
        KafkaConsumer<String, String> outcomes = outcomes()) {
      whole.topics().send(List.of(paid(topic)));
      scenario.awaitDecided(topic);
      Shipping shipping = new Shipping(annals, producer, outcomes, topic);

      TypedState<Order> loaded = shipping.load(order);
      String first = shipping.ship(loaded);
      String second = shipping.ship(loaded);

      assertThat(loaded).isEqualTo(new TypedState<>(order, 1, new Order(true, false)));
      assertThat(shipping.isAccepted(first)).isTrue();
      assertThat(shipping.isAccepted(second)).isFalse();
      ConsumerRecord<byte[], byte[]> refused = scenario.rejected(1).get(0);
      assertThat(header(refused, "ce_id")).isEqualTo(second);
      assertThat(header(refused, "annals-reason")).isEqualTo("version-conflict");
      assertThat(header(refused, "annals-rival")).endsWith(first);
      TypedState<Order> again = shipping.load(order);
      assertThat(again).isEqualTo(new TypedState<>(order, 2, new Order(true, true)));
      assertThatThrownBy(() -> shipping.ship(again)).isInstanceOf(IllegalStateException.class);
      assertThat(annals.events(order)).extracting(RecordedEvent::version).containsExactly(1L, 2L);
    } finally {
      whole.rest().delete("shipping");
    }
  }

  private ProducerRecord<byte[], byte[]> paid(String topic) {
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(topic, "17".getBytes(UTF_8), "{\"paid\": true}".getBytes(UTF_8));
    scenario.event(topic, "17", "paid").headers().forEach(event.headers()::add);
    return event;
  }

  private KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", whole.topics().bootstrapServers()),
        new StringSerializer(),
        new StringSerializer());
  }

  private KafkaConsumer<String, String> outcomes() {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                whole.topics().bootstrapServers(),
                "group.id",
                "shipping-" + scenario.type(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.subscribe(List.of(scenario.type() + ".accepted", scenario.type() + ".rejected"));
    return consumer;
  }
}
