package dev.annals.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.annals.model.store.StoreException;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.ConsistencyPair;
import dev.annals.store.cql.Cql;
import dev.annals.store.cql.Credentials;
import dev.annals.store.cql.StoreListener;
import dev.annals.store.schema.SchemaSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpeningAStoreIT {
  private static final TestKeyspace[] KEYSPACE = new TestKeyspace[1];

  @BeforeAll
  static void create_a_store() {
    KEYSPACE[0] = new TestKeyspace("opening");
    CassandraStore.open(keyspace().settings(), StoreListener.NONE).join().close();
  }

  private static TestKeyspace keyspace() {
    return KEYSPACE[0];
  }

  @Test
  void a_store_that_is_opened_again_is_the_same() {
    try (CassandraStore once =
            CassandraStore.open(keyspace().settings(), StoreListener.NONE).join();
        CassandraStore again =
            CassandraStore.open(
                    TestKeyspace.settings(keyspace().cluster(), TestKeyspace.schema(false)),
                    StoreListener.NONE)
                .join()) {
      assertThat(again.settings()).isEqualTo(once.settings());
    }
  }

  @Test
  void wrong_credentials_fail_at_once_and_name_the_settings() {
    ClusterSettings right = keyspace().cluster();
    refused(cluster(right, right.keyspace(), new Credentials("cassandra", "wrong")))
        .hasMessageContaining("refuses username cassandra")
        .hasMessageContaining("check cassandra.username and cassandra.password")
        .hasMessageNotContaining("wrong");
    refused(cluster(right, right.keyspace(), null))
        .hasMessageContaining("check cassandra.username and cassandra.password");
  }

  @Test
  void a_missing_keyspace_fails_at_once_with_the_statement_that_creates_it() {
    ClusterSettings right = keyspace().cluster();
    refused(cluster(right, "nowhere", right.credentials()))
        .hasMessageContaining("keyspace nowhere does not exist")
        .hasMessageContaining("CREATE KEYSPACE nowhere");
  }

  @Test
  void another_bucket_size_than_the_stores_is_refused() {
    SchemaSettings other =
        new SchemaSettings(
            true,
            501,
            TestKeyspace.schema(true).shards(),
            SchemaSettings.DEFAULT_LOG_RETENTION,
            SchemaSettings.DEFAULT_REFUSED_RETENTION);
    refused(TestKeyspace.settings(keyspace().cluster(), other))
        .hasMessageContaining("has bucket size 500, this client has 501")
        .hasMessageContaining("set stream.bucket.size");
  }

  @Test
  void another_consistency_than_the_stores_is_refused() {
    ClusterSettings right = keyspace().cluster();
    ClusterSettings other =
        new ClusterSettings(
            right.contactPoints(),
            right.localDatacenter(),
            right.keyspace(),
            right.credentials(),
            null,
            ConsistencyPair.QUORUM,
            right.requestTimeout(),
            "test");
    refused(TestKeyspace.settings(other, TestKeyspace.schema(true)))
        .hasMessageContaining("has consistency LOCAL_QUORUM, this client has QUORUM");
  }

  @Test
  void another_data_centre_than_there_is_is_refused() {
    ClusterSettings right = keyspace().cluster();
    ClusterSettings other =
        new ClusterSettings(
            right.contactPoints(),
            "elsewhere",
            right.keyspace(),
            right.credentials(),
            null,
            right.consistency(),
            right.requestTimeout(),
            "test");
    refused(TestKeyspace.settings(other, TestKeyspace.schema(true)))
        .hasMessageContaining("is in data centre elsewhere")
        .hasMessageContaining("[datacenter1]");
  }

  @Test
  void tables_are_not_created_unasked() {
    TestKeyspace empty = new TestKeyspace("empty");
    refused(TestKeyspace.settings(empty.cluster(), TestKeyspace.schema(false)))
        .hasMessageContaining("is missing in keyspace " + empty.name())
        .hasMessageContaining("schema.create=true");
    try (CqlSession session = empty.session()) {
      assertThat(
              session.getMetadata().getKeyspace(empty.name()).orElseThrow().getTables().isEmpty())
          .isTrue();
    }
  }

  @Test
  void a_store_that_is_refused_leaves_no_session_behind() {
    ClusterSettings right = keyspace().cluster();
    ClusterSettings elsewhere =
        new ClusterSettings(
            right.contactPoints(),
            "elsewhere",
            right.keyspace(),
            right.credentials(),
            null,
            right.consistency(),
            right.requestTimeout(),
            "refused");
    refused(TestKeyspace.settings(elsewhere, TestKeyspace.schema(true)));
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().contains("annals-store refused")));
  }

  @Test
  void cassandra_out_of_reach_is_told_once_and_tried_until_one_gives_up() throws Exception {
    int nobody;
    try (ServerSocket port = new ServerSocket(0)) {
      nobody = port.getLocalPort();
    }
    ClusterSettings right = keyspace().cluster();
    ClusterSettings away =
        new ClusterSettings(
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), nobody)),
            right.localDatacenter(),
            right.keyspace(),
            right.credentials(),
            null,
            right.consistency(),
            right.requestTimeout(),
            "outage");
    Outages outages = new Outages();
    CompletableFuture<CassandraStore> opening =
        CassandraStore.open(TestKeyspace.settings(away, TestKeyspace.schema(true)), outages);

    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> outages.retries.get() > 2);
    assertThat(opening).isNotDone();
    assertThat(outages.told.get()).isEqualTo(1);
    opening.cancel(true);
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().contains("annals-store outage")));
  }

  @Test
  void a_table_of_which_a_node_has_not_heard_yet_is_waited_for() {
    TestKeyspace young = new TestKeyspace("young");
    Outages outages = new Outages();
    try (Cql cql = Cql.open(young.cluster(), outages).toCompletableFuture().join();
        CqlSession session = young.session()) {
      CompletableFuture<?> read =
          cql.read(SimpleStatement.newInstance("SELECT * FROM late")).toCompletableFuture();
      Awaitility.await().until(() -> outages.retries.get() > 2);
      assertThat(read).isNotDone();

      session.execute("CREATE TABLE late (id int PRIMARY KEY)");

      assertThat(read).succeedsWithin(Duration.ofMinutes(1));
    }
  }

  private static final class Outages implements StoreListener {
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    @Override
    public void unreachable(String contactPoints, Throwable cause) {
      told.incrementAndGet();
    }

    @Override
    public void retrying() {
      retries.incrementAndGet();
    }
  }

  private static ClusterSettings cluster(
      ClusterSettings right, String keyspace, @Nullable Credentials credentials) {
    return new ClusterSettings(
        right.contactPoints(),
        right.localDatacenter(),
        keyspace,
        credentials,
        null,
        right.consistency(),
        right.requestTimeout(),
        "test");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(ClusterSettings cluster) {
    return refused(TestKeyspace.settings(cluster, TestKeyspace.schema(true)));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      CassandraSettings settings) {
    CompletableFuture<CassandraStore> opening =
        CassandraStore.open(settings, StoreListener.NONE).orTimeout(30, TimeUnit.SECONDS);
    return assertThatThrownBy(opening::join).cause().isInstanceOf(StoreException.class);
  }
}
