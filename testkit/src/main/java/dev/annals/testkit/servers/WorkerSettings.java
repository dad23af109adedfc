package dev.annals.testkit.servers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Connect worker is told.
 *
 * @param bootstrapServers the broker
 * @param groupId workers of one name share connectors, and the topics that keep them
 * @param pluginPath directories of plugins, as in the worker's {@code plugin.path}
 * @param release whose worker it is
 * @param overrides worker settings laid over those of the testkit
 */
public record WorkerSettings(
    String bootstrapServers,
    String groupId,
    List<Path> pluginPath,
    KafkaRelease release,
    Map<String, String> overrides) {
  public WorkerSettings {
    pluginPath = List.copyOf(pluginPath);
    overrides = Map.copyOf(overrides);
  }

  /** A worker of the group {@code annals} without plugins. */
  public static WorkerSettings on(String bootstrapServers) {
    return new WorkerSettings(
        bootstrapServers, "annals", List.of(), KafkaRelease.CURRENT, Map.of());
  }

  public WorkerSettings group(String id) {
    return new WorkerSettings(bootstrapServers, id, pluginPath, release, overrides);
  }

  public WorkerSettings plugins(Path... directories) {
    return new WorkerSettings(bootstrapServers, groupId, List.of(directories), release, overrides);
  }

  /** The worker of another release of Kafka. */
  public WorkerSettings of(KafkaRelease other) {
    return new WorkerSettings(bootstrapServers, groupId, pluginPath, other, overrides);
  }

  /** Lays one more setting over those of the testkit. */
  public WorkerSettings with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(overrides);
    more.put(name, value);
    return new WorkerSettings(bootstrapServers, groupId, pluginPath, release, more);
  }

  /** All settings of a worker whose REST interface is at the given address. */
  Map<String, String> all(String listener) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("bootstrap.servers", bootstrapServers);
    all.put("group.id", groupId);
    all.put("listeners", listener);
    for (String kept : List.of("config", "offset", "status")) {
      all.put(kept + ".storage.topic", groupId + "-" + kept);
      all.put(kept + ".storage.replication.factor", "1");
    }
    all.put("offset.storage.partitions", "1");
    all.put("status.storage.partitions", "1");
    all.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    all.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    if (!pluginPath.isEmpty()) {
      all.put("plugin.path", String.join(",", pluginPath.stream().map(Path::toString).toList()));
    }
    all.put("plugin.discovery", "service_load");
    all.put("exactly.once.source.support", "enabled");
    all.put("offset.flush.interval.ms", "1000");
    // A dead worker is missed after 6 s, the least that the broker allows, and replaced at once.
    all.put("session.timeout.ms", "6000");
    all.put("heartbeat.interval.ms", "2000");
    all.put("consumer.session.timeout.ms", "6000");
    all.put("consumer.heartbeat.interval.ms", "2000");
    all.put("scheduled.rebalance.max.delay.ms", "0");
    all.putAll(overrides);
    return all;
  }
}
