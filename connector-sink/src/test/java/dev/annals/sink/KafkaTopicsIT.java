package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.testkit.servers.SharedServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a real broker says of its topics. */
class KafkaTopicsIT {
  private static final Map<String, Object> BROKER =
      Map.of("bootstrap.servers", SharedServers.kafka());

  private final String topic = "topics-" + UUID.randomUUID();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Admin admin = Admin.create(BROKER);
  private final KafkaTopics topics = new KafkaTopics(BROKER, thread);

  @AfterEach
  void close() {
    topics.close();
    admin.close(Duration.ofSeconds(1));
    thread.shutdownNow();
  }

  @Test
  void a_recreated_topic_is_another_incarnation_that_may_follow_the_first() throws Exception {
    create();
    String first = get(topics.incarnation(topic));
    assertThat(get(topics.incarnation(topic))).isEqualTo(first);
    assertThat(Uuid.fromString(first).toString()).isEqualTo(first);

    done(admin.deleteTopics(List.of(topic)).all());
    Awaitility.await().ignoreExceptions().untilAsserted(this::create);
    String second = get(topics.incarnation(topic));
    assertThat(second).isNotEqualTo(first);
    assertThat(topics.mayFollow(first)).isTrue();
    assertThat(topics.mayFollow("1")).as("one that somebody set").isFalse();
  }

  @Test
  void a_partition_starts_where_retention_has_got_to() throws Exception {
    create();
    TopicPartition partition = new TopicPartition(topic, 0);
    assertThat(get(topics.start(partition))).isZero();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(BROKER, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < 10; i++) {
        producer.send(new ProducerRecord<>(topic, new byte[1]));
      }
    }
    done(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(7))).all());
    assertThat(get(topics.start(partition))).isEqualTo(7);
  }

  @Test
  void a_topic_that_is_not_there_is_asked_for_until_it_is() throws Exception {
    CompletableFuture<String> asked = topics.incarnation(topic).toCompletableFuture();
    CompletableFuture<Long> start =
        topics.start(new TopicPartition(topic, 0)).toCompletableFuture();
    // An answer that was asked for later: the first ones have been refused by then.
    create("other-" + topic);
    assertThat(get(topics.incarnation("other-" + topic))).isNotEmpty();
    assertThat(asked).isNotDone();
    create();
    assertThat(get(asked)).isNotEmpty();
    assertThat(get(start)).isZero();
  }

  @Test
  void settings_that_cannot_be_used_fail_with_a_sentence() {
    KafkaTopics wrong =
        new KafkaTopics(
            Map.of("bootstrap.servers", "127.0.0.1:1", "security.protocol", "NONE"), thread);
    assertThatThrownBy(() -> get(wrong.incarnation(topic)))
        .hasCauseInstanceOf(ConnectException.class)
        .hasMessageContaining("Kafka does not tell the id of topic " + topic)
        .hasMessageContaining("Check kafka.admin.*")
        .hasMessageContaining("source.incarnation");
    wrong.close();
  }

  @Test
  void a_task_that_stops_waits_for_no_answer() {
    CompletableFuture<String> asked = topics.incarnation(topic).toCompletableFuture();
    topics.close();
    assertThatThrownBy(() -> get(asked)).hasCauseInstanceOf(ConnectException.class);
  }

  private void create() throws Exception {
    create(topic);
  }

  private void create(String name) throws Exception {
    done(admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all());
  }

  private static <T> T done(Future<T> answer) throws Exception {
    return answer.get(60, TimeUnit.SECONDS);
  }

  private static <T> T get(CompletionStage<T> answer) throws Exception {
    return answer.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
