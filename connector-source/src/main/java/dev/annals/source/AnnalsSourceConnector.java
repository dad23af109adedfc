package dev.annals.source;

import dev.annals.connector.config.UnknownSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what happened in an event store in Cassandra: accepted, rejected, exceptions. */
public final class AnnalsSourceConnector extends SourceConnector {
  private static final Logger log = LoggerFactory.getLogger(AnnalsSourceConnector.class);

  private Map<String, String> properties = Map.of();

  @Override
  public String version() {
    return Version.TEXT;
  }

  @Override
  public ConfigDef config() {
    return SourceConfig.DEFINITIONS;
  }

  /**
   * Called for half-filled forms, by many threads: keeps no state, asks no server, never throws.
   */
  @Override
  public Config validate(Map<String, String> values) {
    return SourceConfig.validate(values, super.validate(values));
  }

  @Override
  public void start(Map<String, String> values) {
    properties = Map.copyOf(values);
    UnknownSettings.sentences(SourceConfig.DEFINITIONS, values.keySet()).forEach(log::warn);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return AnnalsSourceTask.class;
  }

  /** As many tasks as there are shards at most; a task finds its shards when the store is open. */
  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    int count = Math.min(maxTasks, new SourceConfig(properties).shards());
    List<Map<String, String>> tasks = new ArrayList<>();
    for (int task = 0; task < count; task++) {
      Map<String, String> ofTask = new HashMap<>(properties);
      ofTask.put(SourceConfig.TASK_INDEX, Integer.toString(task));
      ofTask.put(SourceConfig.TASK_COUNT, Integer.toString(count));
      tasks.add(ofTask);
    }
    return tasks;
  }

  /** Offsets name positions, polls end between entries: a transaction per poll repeats nothing. */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> values) {
    return ExactlyOnceSupport.SUPPORTED;
  }

  /**
   * Takes offsets that a task can start from; an absent offset resets its partition.
   *
   * @throws ConnectException with a sentence for what it cannot start from
   */
  @Override
  public boolean alterOffsets(
      Map<String, String> values, Map<Map<String, ?>, Map<String, ?>> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          try {
            SourceOffsets.parsePartition(partition);
            if (offset != null) {
              SourceOffsets.parseOffset(offset);
            }
          } catch (IllegalArgumentException wrong) {
            throw new ConnectException(wrong.getMessage(), wrong);
          }
        });
    return true;
  }

  @Override
  public void stop() {
    properties = Map.of();
  }
}
