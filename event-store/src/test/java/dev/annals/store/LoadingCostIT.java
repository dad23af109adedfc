package dev.annals.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.reduce.Fold;
import dev.annals.reduce.MergePatch;
import dev.annals.reduce.State;
import dev.annals.store.client.AnnalsClient;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.StoreListener;
import dev.annals.store.schema.SchemaSettings;
import dev.annals.testkit.proxy.CqlProxy;
import dev.annals.testkit.servers.SharedServers;
import dev.annals.upcast.Json;
import dev.annals.upcast.UpcastChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a load costs, by what goes over the wire. */
class LoadingCostIT {
  private static final Fold PATCHES = new Fold(new MergePatch(), UpcastChain.EMPTY);
  private static final Source SOURCE = new Source("orders", 0, "k3Jx");
  private static final int APPEND = 500;

  @Test
  void with_a_snapshot_100_000_events_cost_the_statements_and_rows_that_100_do() throws Exception {
    TestKeyspace keyspace = new TestKeyspace("cost");
    StreamId shorter = new StreamId("order", "short");
    StreamId longer = new StreamId("order", "long");
    try (CqlProxy proxy = CqlProxy.to(SharedServers.cassandra());
        CassandraStore store =
            CassandraStore.open(settings(keyspace, proxy), StoreListener.NONE).join();
        AnnalsClient client = AnnalsClient.of(store, store.snapshots())) {
      append(store, shorter, 150);
      append(store, longer, 100_150);
      snapshot(store, shorter, 100);
      snapshot(store, longer, 100_100);
      CountReads ofShort = new CountReads();
      proxy.rule(ofShort);
      State few = client.load(shorter, PATCHES);
      CountReads ofLong = new CountReads();
      proxy.rule(ofLong);
      State many = client.load(longer, PATCHES);

      assertThat(ofLong.sent()).as("statements").isEqualTo(ofShort.sent()).hasSize(2);
      assertThat(ofLong.sent().values()).containsOnly(1);
      assertThat(ofLong.rows()).as("rows").isEqualTo(ofShort.rows());
      assertThat(ofLong.rows().values())
          .as("snapshot; its event and the tail")
          .containsExactly(51, 1);
      assertThat(few.version()).isEqualTo(150);
      assertThat(many.version()).isEqualTo(100_150);
      assertThat(many.document()).as("what all events amount to").hasToString(expected(100_150));
    }
  }

  private static CassandraSettings settings(TestKeyspace keyspace, CqlProxy proxy) {
    ClusterSettings direct = keyspace.cluster();
    ClusterSettings proxied =
        new ClusterSettings(
            List.of(proxy.socketAddress()),
            direct.localDatacenter(),
            direct.keyspace(),
            direct.credentials(),
            direct.tls(),
            direct.consistency(),
            direct.requestTimeout(),
            "counted");
    return new CassandraSettings(proxied, SchemaSettings.DEFAULTS, 1_000, 64, 10_000);
  }

  private static void append(CassandraStore store, StreamId stream, int count) {
    for (int from = 1; from <= count; from += APPEND) {
      List<NewEvent> events = new ArrayList<>();
      for (int n = from; n <= Math.min(count, from + APPEND - 1); n++) {
        String patch = "{\"n\":%d,\"m%d\":%d}".formatted(n, n % 10, n);
        events.add(
            NewEvent.of(EventId.of("e" + n), "order.changed", Bytes.of(patch.getBytes(UTF_8))));
      }
      SourcePosition at = new SourcePosition(SOURCE, from);
      AppendRequest request =
          new AppendRequest(stream, events, ExpectedVersion.of(from - 1), OnConflict.REJECT, at);
      assertThat(store.append(List.of(request)).toCompletableFuture().join().get(0))
          .isInstanceOf(Outcome.Accepted.class);
    }
  }

  /** The last number, and the last one that ends with each digit. */
  private static String expected(int count) {
    StringBuilder members = new StringBuilder("\"n\":" + count);
    for (int digit = 1; digit <= 10; digit++) {
      int last = count - 10 + digit;
      members.append(",\"m%d\":%d".formatted(last % 10, last));
    }
    return "{" + members + "}";
  }

  /** The snapshot that a full fold would give, without the time it takes. */
  private static void snapshot(CassandraStore store, StreamId stream, int version)
      throws Exception {
    State state = new State(stream, version, Json.read(expected(version)));
    store.snapshots().write(PATCHES.snapshot(state, Instant.now())).toCompletableFuture().join();
  }
}
