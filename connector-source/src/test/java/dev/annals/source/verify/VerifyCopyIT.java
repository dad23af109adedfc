package dev.annals.source.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.annals.model.AppendRequest;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.HandOver;
import dev.annals.source.scan.Await;
import dev.annals.store.CassandraSettings;
import dev.annals.store.CassandraStore;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.ConsistencyPair;
import dev.annals.store.cql.Credentials;
import dev.annals.store.cql.StoreListener;
import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.SharedServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program over two keyspaces of a real Cassandra. */
class VerifyCopyIT {
  private static final Source SOURCE = new Source("orders", 0, "1");

  private final Path folder;
  private final CassandraAddress cassandra = SharedServers.cassandra();
  private final String original = keyspace("original");
  private final String copy = keyspace("copy");

  VerifyCopyIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String keyspace(String name) {
    return name + "_" + Long.toString(System.nanoTime(), 36);
  }

  @Test
  void two_keyspaces_are_compared_and_a_store_that_is_not_there_is_not_made() throws IOException {
    createKeyspaces();
    try (CassandraStore store = open(original)) {
      for (int i = 0; i < 40; i++) {
        append(store, i, i, TwoStores.event("1", "placed", 1, "{\"total\":5}", Map.of()));
      }
      append(store, 0, 40, TwoStores.event("2", "paid", "{}"));
      Await.answer(
          store
              .log()
              .handOver(
                  new HandOver(
                      "replayer run 1", "everything", Map.of(SOURCE, 40L), Instant.EPOCH)));

      assertEnds(2, verify(), "sink.json: table events is missing in keyspace " + copy);
      assertThat(tablesOfCopy()).isZero();
    }
    try (CassandraStore store = open(copy)) {
      for (int i = 0; i < 40; i++) {
        append(store, i, i, TwoStores.event("1", "placed", 2, "{\"total\":5}", Map.of()));
      }
    }
    assertEnds(
        1,
        verify(),
        "order/0@2: is missing from the copy: id 2",
        "40 streams and 41 events compared: 1 difference");
    assertEnds(0, verify("--run", "run 1"), "40 streams and 40 events compared: no difference");
  }

  private record Ended(int code, String printed) {}

  private static void assertEnds(int code, Ended ended, String... sentences) {
    assertThat(ended.printed()).contains(sentences).doesNotContain("\tat ");
    assertThat(ended.code()).isEqualTo(code);
  }

  private Ended verify(String... more) throws IOException {
    Map<String, String> replay = settings(original);
    replay.put("name", "replayer");
    replay.put("mode", "replay");
    replay.put("upcast.rules", "[{\"type\": \"placed\", \"from\": 1, \"data\": \"$\"}]");
    for (String converter : List.of("key.converter", "value.converter", "header.converter")) {
      replay.put(converter, "org.apache.kafka.connect.converters.ByteArrayConverter");
    }
    Map<String, String> sink = settings(copy);
    sink.put("version.mode", "preserve");
    List<String> args = new ArrayList<>();
    args.add(file("replay.json", replay));
    args.add(file("sink.json", sink));
    args.addAll(List.of(more));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);
    return new Ended(VerifyCopy.run(args, out, out), printed.toString(UTF_8));
  }

  private String file(String name, Map<String, String> settings) throws IOException {
    byte[] json = new ObjectMapper().writeValueAsBytes(settings);
    return Files.write(folder.resolve(name), json).toString();
  }

  private Map<String, String> settings(String keyspace) {
    Map<String, String> settings = new HashMap<>();
    settings.put("cassandra.contact.points", "127.0.0.1:" + cassandra.socketAddress().getPort());
    settings.put("cassandra.local.datacenter", cassandra.localDatacenter());
    settings.put("cassandra.username", cassandra.username());
    settings.put("cassandra.password", cassandra.password());
    settings.put("cassandra.keyspace", keyspace);
    return settings;
  }

  private static void append(CassandraStore store, int entity, long position, NewEvent event) {
    AppendRequest request =
        new AppendRequest(
            new StreamId("order", Integer.toString(entity)),
            List.of(event),
            ExpectedVersion.ANY,
            OnConflict.REJECT,
            new SourcePosition(SOURCE, position));
    Await.answer(store.append(List.of(request)));
  }

  private void createKeyspaces() {
    try (CqlSession session = session()) {
      for (String keyspace : List.of(original, copy)) {
        session.execute(
            "CREATE KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': 1}"
                .formatted(keyspace, cassandra.localDatacenter()));
      }
    }
  }

  private int tablesOfCopy() {
    try (CqlSession session = session()) {
      return session.getMetadata().getKeyspace(copy).orElseThrow().getTables().size();
    }
  }

  private CqlSession session() {
    return CqlSession.builder()
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                .build())
        .addContactPoint(cassandra.socketAddress())
        .withLocalDatacenter(cassandra.localDatacenter())
        .withAuthCredentials(cassandra.username(), cassandra.password())
        .build();
  }

  private CassandraStore open(String keyspace) {
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
    return CassandraStore.open(CassandraSettings.of(cluster), StoreListener.NONE).join();
  }
}
