package dev.annals.faults.rig;

import dev.annals.faults.history.Source;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewPartitions;

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
    String topic = rig.inputs().get(random.nextInt(rig.inputs().size()));
    Source added = new Source(topic, grow(rig, topic));
    Tasks.await("something is decided of " + added)
        .until(() -> rig.progress().upto().getOrDefault(added, 0L) > 0);
    rig.awaitRunning();
  }

  /** The number of the new partition. */
  private static int grow(Rig rig, String topic) {
    try {
      int partitions =
          rig.admin()
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get()
              .get(topic)
              .partitions()
              .size();
      rig.admin()
          .createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions + 1)))
          .all()
          .get();
      return partitions;
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException("cannot add a partition to " + topic, fault);
    }
  }
}
