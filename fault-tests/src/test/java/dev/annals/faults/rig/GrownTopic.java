package dev.annals.faults.rig;

import dev.annals.faults.history.Source;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * One more partition for a topic that feeds streams, while producers write to it: some keys have
 * their records in another partition from then on.
 */
final class GrownTopic implements Nemesis {
  @Override
  public String name() {
    return "grown topic";
  }

  @Override
  public void strike(Rig rig, Random random) {
    try {
      Collection<TopicDescription> topics =
          rig.admin().describeTopics(rig.inputs()).allTopicNames().get().values();
      // One of the smallest: each partition is to have some of the keys.
      int partitions = topics.stream().mapToInt(GrownTopic::partitions).min().orElseThrow();
      List<String> smallest =
          topics.stream()
              .filter(topic -> partitions(topic) == partitions)
              .map(TopicDescription::name)
              .sorted()
              .toList();
      String topic = smallest.get(random.nextInt(smallest.size()));
      rig.admin()
          .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions + 1)))
          .all()
          .get();
      Source added = new Source(topic, partitions);
      Tasks.await("something is decided of " + added)
          .until(() -> rig.progress().upto().getOrDefault(added, 0L) > 0);
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException("cannot add a partition to one of " + rig.inputs(), fault);
    }
    rig.awaitRunning();
  }

  private static int partitions(TopicDescription topic) {
    return topic.partitions().size();
  }
}
