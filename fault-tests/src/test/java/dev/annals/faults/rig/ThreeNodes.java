package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.annals.testkit.proxy.CqlProxy;
import dev.annals.testkit.proxy.Rule;
import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.CassandraCluster;
import dev.annals.testkit.servers.CassandraServer;
import dev.annals.testkit.servers.KafkaBroker;
import dev.annals.testkit.servers.Place;
import dev.annals.testkit.servers.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Three Cassandra nodes, a broker and workers, all its own: any of them may be hurt. */
final class ThreeNodes implements AutoCloseable {
  private static final int NODES = 3;

  private final CassandraCluster cassandra;
  private final KafkaBroker broker;
  private final Site site;

  /** Starts one after the other. */
  ThreeNodes(String group, Path plugins, int workers) {
    this.cassandra = CassandraCluster.start(NODES);
    this.broker = KafkaBroker.start(Place.fresh("faults-broker"));
    this.site =
        new Site(
            cassandra.nodes().get(0).address(),
            NODES,
            CqlProxy.to(cassandra),
            session(),
            broker.bootstrapServers(),
            new Workers(broker.bootstrapServers(), group, plugins, workers));
  }

  Site site() {
    return site;
  }

  List<CassandraServer> nodes() {
    return cassandra.nodes();
  }

  KafkaBroker broker() {
    return broker;
  }

  /**
   * Whatever was left killed, frozen or with a wrong clock, runs again as it should: for the next
   * episode, after one that was broken off.
   */
  void heal() {
    site.proxy().rule(Rule.NONE);
    List<Server> all = new ArrayList<>(nodes());
    all.add(broker);
    all.addAll(site.workers().all());
    site.workers().thawAll();
    for (Server server : all) {
      if (server.isRunning()) {
        server.resume();
      } else {
        server.start();
      }
      if (ClockOf.isWrong(server)) {
        ClockOf.setRight(server);
      }
    }
    awaitQuorum();
  }

  /** Returns when all nodes know of all others that they are there, and answer. */
  void awaitQuorum() {
    Awaitility.await("all nodes are up")
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptions()
        .until(
            () ->
                site.cql().execute("SELECT role FROM system_auth.roles") != null
                    && site.cql().getMetadata().getNodes().values().stream()
                        .allMatch(node -> node.getOpenConnections() > 0));
  }

  private CqlSession session() {
    CassandraAddress any = cassandra.nodes().get(0).address();
    CqlSessionBuilder session =
        CqlSession.builder()
            .withConfigLoader(
                DriverConfigLoader.programmaticBuilder()
                    .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                    .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(2))
                    .withClass(DefaultDriverOption.ADDRESS_TRANSLATOR_CLASS, PastTheProxy.class)
                    .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                    .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                    .build())
            .withLocalDatacenter(any.localDatacenter())
            .withAuthCredentials(any.username(), any.password());
    nodes().forEach(node -> session.addContactPoint(node.address().socketAddress()));
    return session.build();
  }

  @Override
  public void close() {
    site.workers().close();
    site.proxy().close();
    site.cql().close();
    broker.close();
    cassandra.close();
  }
}
