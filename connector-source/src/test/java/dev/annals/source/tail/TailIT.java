package dev.annals.source.tail;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import dev.annals.store.CassandraSettings;
import dev.annals.store.CassandraStore;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.ConsistencyPair;
import dev.annals.store.cql.Credentials;
import dev.annals.store.cql.StoreListener;
import dev.annals.store.schema.SchemaSettings;
import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.SharedServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tail over the tables of a real Cassandra. */
class TailIT {
  private static final int STEPS = 200;

  private final CassandraAddress cassandra = SharedServers.cassandra();

  @Test
  void tasks_that_die_between_batches_publish_everything_once_and_in_order() {
    Random random = new Random(1);
    try (CassandraStore store = open("tail_" + Long.toString(System.nanoTime(), 36))) {
      Scenario scenario = new Scenario(store, store.log(), random);
      TailSettings settings = Run.withLimits(Run.settings(store), 5, 10_000, 3);
      Run run = scenario.run(settings, Map.of());
      for (int step = 0; step < STEPS; step++) {
        scenario.step();
        if (random.nextInt(4) == 0) {
          run.poll();
        }
        if (random.nextInt(20) == 0) {
          run.restart();
        }
      }
      scenario.finish();
      run.drain();
      assertThat(run.texts()).containsExactlyInAnyOrderElementsOf(scenario.expected());
      Run.assertInOrder(run.texts());
    }
  }

  private CassandraStore open(String keyspace) {
    try (CqlSession session =
        CqlSession.builder()
            .withConfigLoader(
                DriverConfigLoader.programmaticBuilder()
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                    .build())
            .addContactPoint(cassandra.socketAddress())
            .withLocalDatacenter(cassandra.localDatacenter())
            .withAuthCredentials(cassandra.username(), cassandra.password())
            .build()) {
      session.execute(
          "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': 1}"
              .formatted(keyspace, cassandra.localDatacenter()));
    }
    ClusterSettings cluster =
        new ClusterSettings(
            List.of(cassandra.socketAddress()),
            cassandra.localDatacenter(),
            keyspace,
            new Credentials(cassandra.username(), cassandra.password()),
            null,
            ConsistencyPair.LOCAL_QUORUM,
            ClusterSettings.DEFAULT_REQUEST_TIMEOUT,
            "test");
    SchemaSettings schema =
        new SchemaSettings(
            true,
            Scenario.LIMITS.bucketSize(),
            Scenario.SHARDS,
            SchemaSettings.DEFAULT_LOG_RETENTION,
            SchemaSettings.DEFAULT_REFUSED_RETENTION);
    CassandraSettings settings =
        new CassandraSettings(cluster, schema, Scenario.LIMITS.dedupeWindow(), 64, 10_000);
    return CassandraStore.open(settings, StoreListener.NONE).join();
  }
}
