package dev.annals.faults.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Topics that were not there before. */
final class FreshTopics {
  private FreshTopics() {}

  /** Returns when all partitions answer: a first batch may be refused before. */
  static void create(Admin admin, Collection<String> names, int partitions) {
    List<NewTopic> topics = new ArrayList<>();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (String name : names) {
      topics.add(new NewTopic(name, partitions, (short) 1));
      for (int partition = 0; partition < partitions; partition++) {
        ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
      }
    }
    try {
      admin.createTopics(topics).all().get();
      Awaitility.await("all partitions answer of " + topics)
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> admin.listOffsets(ends).all().get(), answered -> true);
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException("cannot create " + topics, fault);
    }
  }
}
