package dev.annals.sink;

import dev.annals.connector.config.Posted;
import dev.annals.connector.config.UnknownSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends the records of topics to the streams of an event store in Cassandra. */
public final class AnnalsSinkConnector extends SinkConnector {
  private static final Logger log = LoggerFactory.getLogger(AnnalsSinkConnector.class);

  private Map<String, String> properties = Map.of();

  @Override
  public String version() {
    return Version.TEXT;
  }

  @Override
  public ConfigDef config() {
    return SinkConfig.DEFINITIONS;
  }

  /**
   * Called for half-filled forms, by many threads: keeps no state, asks no server, never throws.
   */
  @Override
  public Config validate(Map<String, String> values) {
    return SinkConfig.validate(values, super.validate(values));
  }

  @Override
  public void start(Map<String, String> values) {
    properties = Posted.settings(values);
    UnknownSettings.sentences(SinkConfig.DEFINITIONS, values.keySet()).forEach(log::warn);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return AnnalsSinkTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    List<Map<String, String>> tasks = new ArrayList<>();
    for (int task = 0; task < maxTasks; task++) {
      Map<String, String> ofTask = new HashMap<>(properties);
      ofTask.put(SinkConfig.TASK, Integer.toString(task));
      tasks.add(ofTask);
    }
    return tasks;
  }

  /**
   * Lets the group's offsets be altered or reset. It matters for sources that were never fed: they
   * start there. A source that was fed goes on from its progress in the store, whatever the group
   * says, since what is decided stays decided; to read a topic again as new, set another {@code
   * source.incarnation}.
   */
  @Override
  public boolean alterOffsets(Map<String, String> values, Map<TopicPartition, Long> offsets) {
    log.info(
        "the group's offsets of {} partitions are altered; sources with progress in the store go on"
            + " from there all the same",
        offsets.size());
    return true;
  }

  @Override
  public void stop() {
    properties = Map.of();
  }
}
