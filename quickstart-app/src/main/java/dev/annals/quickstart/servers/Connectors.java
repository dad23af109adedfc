package dev.annals.quickstart.servers;

import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.ConnectRest;
import java.util.Collection;

/** The sink and the source, as the examples configure them, with the addresses of this machine. */
final class Connectors {
  private static final String SINK = "annals-sink.json";
  private static final String SOURCE = "annals-source.json";

  /**
   * A worker that was killed leaves a transaction open, and the next one waits until it has timed
   * out: Connect reads its offsets topic to the end when it starts. The default is a minute.
   */
  private static final String TRANSACTION_TIMEOUT_MS = "20000";

  private final ConnectorFile sink;
  private final ConnectorFile source;

  private Connectors(ConnectorFile sink, ConnectorFile source) {
    this.sink = sink;
    this.source = source;
  }

  static Connectors adapted(
      Project project,
      Addresses addresses,
      Collection<String> inputTopics,
      Collection<String> facts) {
    ConnectorFile sink =
        withAddress(project.example(SINK), addresses)
            .with("topics", String.join(",", inputTopics))
            .with("on.conflict.accept.entity.types", String.join(",", facts));
    ConnectorFile source =
        withAddress(project.example(SOURCE), addresses)
            .with("producer.override.transaction.timeout.ms", TRANSACTION_TIMEOUT_MS);
    return new Connectors(sink, source);
  }

  private static ConnectorFile withAddress(ConnectorFile file, Addresses addresses) {
    CassandraAddress cassandra = addresses.cassandra();
    ConnectorFile adapted =
        file.with("cassandra.contact.points", cassandra.contactPoint())
            .with("cassandra.local.datacenter", cassandra.localDatacenter())
            .with("cassandra.username", cassandra.username())
            .with("cassandra.password", cassandra.password());
    String admin = "kafka.admin.bootstrap.servers";
    return file.setting(admin).isEmpty() ? adapted : adapted.with(admin, addresses.kafka());
  }

  String names() {
    return sink.name() + " and " + source.name();
  }

  /** Creates both and returns when they run. */
  boolean post(ConnectRest rest) {
    rest.create(sink.json());
    rest.create(source.json());
    awaitRunning(rest);
    return true;
  }

  void awaitRunning(ConnectRest rest) {
    rest.awaitRunning(sink.name(), sink.tasks());
    rest.awaitRunning(source.name(), source.tasks());
  }

  OutputTopics outputs() {
    return new OutputTopics(
        source.setting("topic.accepted"),
        source.setting("topic.rejected"),
        source.setting("topic.exceptions"),
        sink.setting("errors.deadletterqueue.topic.name"));
  }
}
