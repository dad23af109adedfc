package dev.annals.testkit.servers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A Kafka broker that is its own controller (KRaft). */
public final class KafkaBroker extends Server {
  private static final String PROPERTIES = "broker.properties";

  /** What the process may take, for {@link Preflight}. */
  public static final int MEMORY_MEGABYTES = 768;

  private final int port;
  private final int controllerPort;
  private final Map<String, String> overrides;

  KafkaBroker(Place place, Map<String, String> overrides) {
    super("Kafka broker", place, Host.of(place));
    this.port = Ports.given(place.port());
    this.controllerPort = Ports.free();
    this.overrides = Map.copyOf(overrides);
  }

  /** Starts a broker and returns when clients can use it. */
  public static KafkaBroker start(Place place) {
    return start(place, Map.of());
  }

  /** The same with broker settings laid over those of the testkit. */
  public static KafkaBroker start(Place place, Map<String, String> overrides) {
    KafkaBroker broker = new KafkaBroker(place, overrides);
    broker.start();
    return broker;
  }

  /** Where clients find it, the same after every restart. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  @Override
  boolean answers() {
    return BrokerProbe.answers(Ports.address(port));
  }

  @Override
  int[] ports() {
    return new int[] {port, controllerPort};
  }

  @Override
  Launch launch() {
    Map<String, String> settings = settings();
    KafkaProgram kafka =
        new KafkaProgram(host(), KafkaRelease.CURRENT, PROPERTIES, MEMORY_MEGABYTES);
    String clusterId = "--cluster-id=" + KafkaProgram.base64(UUID.randomUUID());
    return new Launch(
        kafka.files(settings),
        List.of(
            kafka.command(
                "kafka.tools.StorageTool", "format", clusterId, "--config", kafka.properties())),
        kafka.command("kafka.Kafka", kafka.properties()),
        port,
        settings);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("node.id", "1");
    settings.put("process.roles", "broker,controller");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners",
        "PLAINTEXT://"
            + host().listenAddress()
            + ":"
            + port
            + ",CONTROLLER://127.0.0.1:"
            + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", host().directory() + "/data/logs");
    // One broker: one copy of everything, and few partitions of what only Kafka reads.
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    // No second member is on its way, so the first need not wait for one.
    settings.put("group.initial.rebalance.delay.ms", "0");
    // 128 MB by default, of 512.
    settings.put("log.cleaner.dedupe.buffer.size", "8388608");
    settings.putAll(overrides);
    return settings;
  }
}
