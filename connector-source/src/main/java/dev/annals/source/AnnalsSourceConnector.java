package dev.annals.source;

import dev.annals.connector.config.Posted;
import dev.annals.connector.config.UnknownSettings;
import dev.annals.source.ReplaySettings.Mode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what happened in an event store in Cassandra: accepted, rejected, exceptions. */
public final class AnnalsSourceConnector extends SourceConnector {
  private static final Logger log = LoggerFactory.getLogger(AnnalsSourceConnector.class);

  private Map<String, String> properties = Map.of();
  private String newRun = "";

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
    properties = Posted.settings(values);
    newRun = "";
    UnknownSettings.sentences(SourceConfig.DEFINITIONS, values.keySet()).forEach(log::warn);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return AnnalsSourceTask.class;
  }

  /**
   * As many tasks as there are shards at most, or parts of a replay; a task finds its own when the
   * store is open.
   */
  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    SourceConfig config = new SourceConfig(properties);
    int count = Math.min(maxTasks, config.maxTasks());
    String run = config.mode() == Mode.TAIL ? "" : run(config.connector());
    List<Map<String, String>> tasks = new ArrayList<>();
    for (int task = 0; task < count; task++) {
      Map<String, String> ofTask = new HashMap<>(properties);
      ofTask.put(SourceConfig.TASK_INDEX, Integer.toString(task));
      ofTask.put(SourceConfig.TASK_COUNT, Integer.toString(count));
      ofTask.put(ReplayConfig.RUN, run);
      tasks.add(ofTask);
    }
    return tasks;
  }

  /**
   * The run of the replay that is under way or over, else a new one: offsets that were reset are
   * not there. It is drawn once for all tasks, which prefer what they find in offsets then.
   */
  private String run(String name) {
    if (newRun.isEmpty()) {
      newRun =
          DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-")
                  .withZone(ZoneOffset.UTC)
                  .format(Instant.now())
              + UUID.randomUUID().toString().substring(0, 8);
    }
    return StoredReplay.read(context().offsetStorageReader(), name).run().orElse(newRun);
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
            check(values.getOrDefault("name", ""), partition, offset);
          } catch (IllegalArgumentException wrong) {
            throw new ConnectException(wrong.getMessage(), wrong);
          }
        });
    return true;
  }

  private static void check(
      String name, Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    if (partition.containsKey(ReplayOffsets.REPLAY)) {
      boolean isRange = ReplayOffsets.parsePartition(partition, name).isPresent();
      if (offset != null && isRange) {
        ReplayOffsets.parseOffset(offset);
      } else if (offset != null) {
        ReplayOffsets.checkFinished(offset);
      }
    } else if (partition.containsKey(RepairOffsets.REPAIR)) {
      RepairOffsets.checkPartition(partition);
      if (offset != null) {
        RepairOffsets.parseOffset(offset);
      }
    } else {
      SourceOffsets.parsePartition(partition);
      if (offset != null) {
        SourceOffsets.parseOffset(offset);
      }
    }
  }

  @Override
  public void stop() {
    properties = Map.of();
  }
}
