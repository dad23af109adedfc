package dev.annals.whole;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;

/** What operators do to topics that sinks read. */
final class TopicAdmin implements AutoCloseable {
  private final Admin admin;

  TopicAdmin(Topics topics) {
    this.admin = Admin.create(Map.of("bootstrap.servers", topics.bootstrapServers()));
  }

  /**
   * Deletes a topic and creates another one of its name, which begins at offset 0. A consumer that
   * still wants it may be faster: the broker creates topics that are asked for.
   */
  void recreate(String topic) {
    Uuid before = id(topic);
    get(admin.deleteTopics(List.of(topic)).all());
    Awaitility.await(topic + " created again")
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              try {
                get(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all());
              } catch (IllegalStateException stillThereOrThereAgain) {
                return isAnother(topic, before);
              }
              return true;
            });
  }

  private boolean isAnother(String topic, Uuid before) {
    try {
      return !id(topic).equals(before);
    } catch (IllegalStateException gone) {
      return false;
    }
  }

  private Uuid id(String topic) {
    try {
      return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
          .findFirst()
          .map(TopicDescription::topicId)
          .orElseThrow();
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException(fault);
    }
  }

  TopicDescription describe(String topic) {
    try {
      return Objects.requireNonNull(
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic), topic);
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** What a setting of a topic is, whoever set it. */
  String setting(String topic, String name) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      return Objects.requireNonNull(config, topic).get(name).value();
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException(fault);
    }
  }

  void addPartitions(String topic, int total) {
    get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total))).all());
  }

  /** Removes the records of the first partition below an offset, as retention does. */
  void removeBefore(String topic, long offset) {
    get(
        admin
            .deleteRecords(
                Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
            .all());
  }

  private static void get(Future<?> answer) {
    try {
      answer.get();
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
