package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Shows an audit the dead letters: a topic of one partition, with Connect's context headers. */
public record DeadLetterTopic(String bootstrapServers, String topic) {
  private static final String CONTEXT = "__connect.errors.";
  private static final Duration POLL = Duration.ofMillis(200);

  /** Shows all that is there now. */
  public void show(Audit audit) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition all = new TopicPartition(topic, 0);
      consumer.assign(List.of(all));
      consumer.seekToBeginning(List.of(all));
      long end = Objects.requireNonNull(consumer.endOffsets(List.of(all)).get(all));
      while (consumer.position(all) < end) {
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
          audit.seeLetter(
              (int) context(letter, "partition"),
              context(letter, "offset"),
              letter.key(),
              letter.value(),
              ownHeaders(letter));
        }
      }
    }
  }

  /** Without what Connect has added. */
  private static List<FuzzedHeader> ownHeaders(ConsumerRecord<byte[], byte[]> letter) {
    return PublishedTopics.headers(letter).stream()
        .filter(header -> !header.name().startsWith(CONTEXT))
        .toList();
  }

  private static long context(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(CONTEXT + name);
    if (header == null) {
      throw new IllegalStateException(
          "dead letter %d does not say its %s".formatted(letter.offset(), name));
    }
    return Long.parseLong(new String(header.value(), UTF_8));
  }
}
