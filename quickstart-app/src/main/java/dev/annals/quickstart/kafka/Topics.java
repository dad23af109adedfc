package dev.annals.quickstart.kafka;

import dev.annals.quickstart.text.Complaint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** The topics of a broker. */
public final class Topics implements AutoCloseable {
  private final Admin admin;

  /** Connects to a broker. */
  public Topics(String bootstrapServers) {
    this.admin =
        Admin.create(Map.of("bootstrap.servers", bootstrapServers, "client.id", "quickstart"));
  }

  /** Makes topics of this many partitions. */
  public void create(Collection<String> names, int partitions) {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : names) {
      topics.add(new NewTopic(name, partitions, (short) 1));
    }
    await("make topics", admin.createTopics(topics).all());
  }

  /** The names of all topics that are not Kafka's own, sorted. */
  public Set<String> names() {
    return new TreeSet<>(await("list topics", admin.listTopics().names()));
  }

  /** Where the next record of each partition would go; none where there is no such topic. */
  public Map<TopicPartition, Long> ends(Collection<String> topics) {
    Set<String> existing = names();
    List<String> known = topics.stream().filter(existing::contains).toList();
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    Map<String, TopicDescription> described =
        await("describe topics", admin.describeTopics(known).allTopicNames());
    for (TopicDescription topic : described.values()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        question.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    Map<TopicPartition, ListOffsetsResultInfo> answer =
        await("ask for offsets", admin.listOffsets(question).all());
    answer.forEach((partition, info) -> ends.put(partition, info.offset()));
    return ends;
  }

  private static <T> T await(String what, KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new Complaint("Kafka could not " + what + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Complaint("Interrupted while asking Kafka to " + what + ".", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
