package dev.annals.sink;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;

/**
 * How much of a partition is still to come. Connect does not tell a sink, but its consumer shows it
 * as a metric in the same JVM, {@code records-lag}: no client of our own, and no settings for one.
 */
interface ConsumerLag {
  /** Nobody knows. */
  ConsumerLag UNKNOWN = partition -> OptionalLong.empty();

  /**
   * Records between the last one handed over and the partition's end, as the consumer last saw it;
   * empty before the first answer of the broker, or where the metric is not shown.
   */
  OptionalLong of(TopicPartition partition);

  /**
   * Reads the metric of a consumer.
   *
   * @param clientId of the consumer
   */
  static ConsumerLag metricOf(String clientId) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    return partition -> {
      OptionalLong lag = read(server, clientId, partition.topic(), partition.partition());
      // Before Kafka 4.1 the topic's dots are underscores in the names of metrics.
      String underscored = partition.topic().replace('.', '_');
      return lag.isPresent() || underscored.equals(partition.topic())
          ? lag
          : read(server, clientId, underscored, partition.partition());
    };
  }

  private static OptionalLong read(
      MBeanServer server, String clientId, String topic, int partition) {
    try {
      ObjectName name =
          new ObjectName(
              "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=%s,topic=%s,partition=%d"
                  .formatted(quoted(clientId), quoted(topic), partition));
      Object lag = server.getAttribute(name, "records-lag");
      return lag instanceof Double number && number >= 0
          ? OptionalLong.of(number.longValue())
          : OptionalLong.empty();
    } catch (JMException notShown) {
      return OptionalLong.empty();
    }
  }

  /** As Kafka does it. */
  private static String quoted(String value) {
    return value.matches("[\\w-%. \t]*") ? value : ObjectName.quote(value);
  }
}
