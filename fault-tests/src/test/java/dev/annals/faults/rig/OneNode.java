package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.annals.testkit.proxy.CqlProxy;
import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.SharedServers;
import java.nio.file.Path;
import java.time.Duration;

/** The servers of the build, and workers of its own. */
public final class OneNode implements AutoCloseable {
  private final Site site;

  /**
   * Starts the workers.
   *
   * @param group the name of their cluster
   * @param plugins as in {@code plugin.path}
   */
  OneNode(String group, Path plugins, int workers) {
    CassandraAddress cassandra = SharedServers.cassandra();
    String kafka = SharedServers.kafka();
    this.site =
        new Site(
            cassandra,
            1,
            CqlProxy.to(cassandra),
            session(cassandra),
            kafka,
            new Workers(kafka, group, plugins, workers));
  }

  Site site() {
    return site;
  }

  /** A session that reads at a quorum, and waits longer than most. */
  public static CqlSession session(CassandraAddress cassandra) {
    return CqlSession.builder()
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build())
        .addContactPoint(cassandra.socketAddress())
        .withLocalDatacenter(cassandra.localDatacenter())
        .withAuthCredentials(cassandra.username(), cassandra.password())
        .build();
  }

  @Override
  public void close() {
    site.workers().close();
    site.proxy().close();
    site.cql().close();
  }
}
