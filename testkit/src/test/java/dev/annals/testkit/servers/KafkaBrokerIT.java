package dev.annals.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KafkaBrokerIT {
  private static final String TOPIC = "pallets";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** A killed broker is known for so long, and not let in again before. */
  private static final Map<String, String> SOON_FORGOTTEN =
      Map.of("broker.session.timeout.ms", "4000", "broker.heartbeat.interval.ms", "1000");

  private static final KafkaBroker BROKER =
      KafkaBroker.start(Place.fresh("broker"), SOON_FORGOTTEN);

  @AfterAll
  static void nothing_but_the_log_stays() {
    BROKER.close();
    assertThat(BROKER.hasData()).isFalse();
    assertThat(BROKER.log()).isNotEmptyFile();
  }

  @Test
  void a_killed_broker_starts_again_on_its_port_with_the_records_it_had() throws Exception {
    String bootstrapServers = BROKER.bootstrapServers();
    produce(bootstrapServers, "123456");

    BROKER.kill();
    BROKER.start();

    assertThat(BROKER.bootstrapServers()).isEqualTo(bootstrapServers);
    assertThat(consume(bootstrapServers)).containsExactly("123456");
  }

  @Test
  void a_frozen_broker_answers_nothing_until_it_is_resumed() {
    BROKER.pause();
    assertThat(BROKER.isRunning()).isTrue();
    assertThat(BROKER.answers()).isFalse();

    BROKER.resume();
    Awaitility.await().atMost(LIMIT).until(BROKER::answers);
  }

  private static void produce(String bootstrapServers, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(TOPIC, bytes)).get();
    }
  }

  private static List<String> consume(String bootstrapServers) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      List<String> values = new ArrayList<>();
      Awaitility.await()
          .atMost(LIMIT)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(one -> values.add(new String(one.value(), StandardCharsets.UTF_8)));
                return !values.isEmpty();
              });
      return values;
    }
  }
}
