package dev.annals.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.ConsistencyPair;
import dev.annals.store.cql.Credentials;
import dev.annals.store.schema.SchemaSettings;
import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.SharedServers;
import dev.annals.testkit.store.EventStoreContract;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A keyspace of one's own on the build's Cassandra. */
final class TestKeyspace {
  private final CassandraAddress cassandra = SharedServers.cassandra();
  private final String name;

  TestKeyspace(String prefix) {
    this.name = prefix + "_" + Long.toString(System.nanoTime(), 36);
    try (CqlSession session = session(null)) {
      session.execute(
          "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': 1}"
              .formatted(name, cassandra.localDatacenter()));
    }
  }

  String name() {
    return name;
  }

  /** A session beside the store's, to look at tables or to spoil them. */
  CqlSession session() {
    return session(name);
  }

  private CqlSession session(@Nullable String keyspace) {
    var builder =
        CqlSession.builder()
            .withConfigLoader(
                DriverConfigLoader.programmaticBuilder()
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                    // To make a keyspace would wait a second for what is known of all tables.
                    .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, keyspace != null)
                    // A closed session is waited for, and its last seconds are of no use here.
                    .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                    .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                    .build())
            .addContactPoint(cassandra.socketAddress())
            .withLocalDatacenter(cassandra.localDatacenter())
            .withAuthCredentials(cassandra.username(), cassandra.password());
    return keyspace == null ? builder.build() : builder.withKeyspace(keyspace).build();
  }

  ClusterSettings cluster() {
    return new ClusterSettings(
        List.of(cassandra.socketAddress()),
        cassandra.localDatacenter(),
        name,
        new Credentials(cassandra.username(), cassandra.password()),
        null,
        ConsistencyPair.LOCAL_QUORUM,
        ClusterSettings.DEFAULT_REQUEST_TIMEOUT,
        "test");
  }

  CassandraSettings settings() {
    return settings(cluster(), schema(true));
  }

  static CassandraSettings settings(ClusterSettings cluster, SchemaSettings schema) {
    return new CassandraSettings(
        cluster, schema, EventStoreContract.LIMITS.dedupeWindow(), 64, 10_000);
  }

  static SchemaSettings schema(boolean create) {
    return new SchemaSettings(
        create,
        EventStoreContract.LIMITS.bucketSize(),
        EventStoreContract.SHARDS,
        SchemaSettings.DEFAULT_LOG_RETENTION,
        SchemaSettings.DEFAULT_REFUSED_RETENTION);
  }
}
