package dev.annals.source.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.annals.connector.record.HeaderCodec;
import dev.annals.connector.store.StoreConnection;
import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.HandOver;
import dev.annals.source.scan.Await;
import dev.annals.store.CassandraSettings;
import dev.annals.testkit.store.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;

/** An original and a copy in memory, the files of the connectors between them, and the program. */
final class TwoStores implements AutoCloseable {
  /** How the program ended. */
  record Ended(int code, List<String> out, String err) {}

  static final StreamId STREAM = new StreamId("order", "17");
  static final Source SOURCE = new Source("orders", 0, "1");

  final InMemoryStore original = store();
  final InMemoryStore copy = store();
  final Map<String, String> replay = new HashMap<>();
  final Map<String, String> sink = new HashMap<>();
  final List<CassandraSettings> opened = new ArrayList<>();
  private final Path folder;
  private long position;

  TwoStores(Path folder) {
    this.folder = folder;
    replay.put("name", "replayer");
    replay.put("connector.class", "dev.annals.source.AnnalsSourceConnector");
    replay.put("mode", "replay");
    for (String converter : List.of("key.converter", "value.converter", "header.converter")) {
      replay.put(converter, "org.apache.kafka.connect.converters.ByteArrayConverter");
    }
    sink.put("name", "copier");
    sink.put("connector.class", "dev.annals.sink.AnnalsSinkConnector");
    sink.put("version.mode", "preserve");
    List.of(replay, sink).forEach(TwoStores::addCassandra);
    replay.put("cassandra.keyspace", "original");
    sink.put("cassandra.keyspace", "copy");
  }

  private static void addCassandra(Map<String, String> settings) {
    settings.put("cassandra.contact.points", "127.0.0.1");
    settings.put("cassandra.local.datacenter", "datacenter1");
  }

  private static InMemoryStore store() {
    return new InMemoryStore(new AppendLimits(500, 0), 2);
  }

  /** With a payload in JSON. */
  static NewEvent event(String id, String type, String payload) {
    return event(id, type, 1, payload, Map.of());
  }

  static NewEvent event(
      String id, String type, int schemaVersion, String payload, Map<String, String> attributes) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_id", id);
    headers.put("ce_type", type);
    headers.put("ce_schemaversion", Integer.toString(schemaVersion));
    return new NewEvent(
        new EventId(id),
        type,
        schemaVersion,
        null,
        "application/json",
        Bytes.of(payload.getBytes(UTF_8)),
        attributes,
        Bytes.of("17".getBytes(UTF_8)),
        headers(headers),
        Instant.EPOCH);
  }

  static Bytes headers(Map<String, String> texts) {
    ConnectHeaders headers = new ConnectHeaders();
    texts.forEach((name, text) -> headers.add(name, text.getBytes(UTF_8), Schema.BYTES_SCHEMA));
    return HeaderCodec.encode(headers, 0L);
  }

  /** As a sink that renumbers leaves it. */
  static NewEvent numbered(String id, String type, int schemaVersion, String payload, long from) {
    String number = Long.toString(from);
    NewEvent event = event(id, type, schemaVersion, payload, Map.of("originalversion", number));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_id", id);
    headers.put("ce_type", type);
    headers.put("ce_schemaversion", Integer.toString(schemaVersion));
    if (id.contains("#")) {
      headers.put("ce_part", id.substring(id.indexOf('#') + 1));
      headers.put("ce_parts", "2");
    }
    headers.put("ce_originalversion", number);
    return with(event, headers(headers));
  }

  static NewEvent with(NewEvent event, @Nullable Bytes headers) {
    return new NewEvent(
        event.id(),
        event.type(),
        event.schemaVersion(),
        event.schemaId(),
        event.contentType(),
        event.payload(),
        event.attributes(),
        event.key(),
        headers,
        event.eventTime());
  }

  void append(InMemoryStore to, StreamId stream, NewEvent... events) {
    for (NewEvent event : events) {
      append(to, stream, event, new SourcePosition(SOURCE, position++));
    }
  }

  static void append(InMemoryStore to, StreamId stream, NewEvent event, SourcePosition at) {
    AppendRequest request =
        new AppendRequest(stream, List.of(event), ExpectedVersion.ANY, OnConflict.REJECT, at);
    Await.answer(to.append(List.of(request)));
  }

  void original(NewEvent... events) {
    append(original, STREAM, events);
  }

  void copy(NewEvent... events) {
    append(copy, STREAM, events);
  }

  /** A run of the replay that hands over here: what comes later is not decided by then. */
  void handOver(String run) {
    handOver(run, Map.of(SOURCE, position));
  }

  void handOver(String run, Map<Source, Long> upto) {
    HandOver here = new HandOver("replayer " + run, "everything", upto, Instant.EPOCH);
    Await.answer(original.log().handOver(here));
  }

  /** Runs the program over both files, in the two forms that Connect takes. */
  Ended verify(String... more) {
    Map<String, String> unnamed = new HashMap<>(replay);
    Map<String, Object> posted = new HashMap<>();
    String name = unnamed.remove("name");
    if (name != null) {
      posted.put("name", name);
    }
    posted.put("config", unnamed);
    List<String> args = new ArrayList<>();
    args.add(file("replay.json", json(posted)).toString());
    args.add(file("sink.json", json(sink)).toString());
    args.addAll(List.of(more));
    return run(args);
  }

  Ended run(List<String> args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new VerifyCopy(
                this::connect,
                Duration.ofMillis(200),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8))
            .run(args);
    return new Ended(code, out.toString(UTF_8).lines().toList(), err.toString(UTF_8));
  }

  Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Map<String, ?> values) {
    try {
      return new ObjectMapper().writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StoreConnection connect(CassandraSettings settings) {
    opened.add(settings);
    return switch (settings.cluster().keyspace()) {
      case "original" -> connection(original);
      case "copy" -> connection(copy);
      default -> connection(null);
    };
  }

  /** Without a store it never opens. */
  private static StoreConnection connection(@Nullable InMemoryStore store) {
    CompletableFuture<StoreConnection.Open> open = new CompletableFuture<>();
    InMemoryStore client = store == null ? null : store.anotherClient();
    if (client != null) {
      open.complete(
          new StoreConnection.Open(client, client.log(), client.schemas(), client.snapshots()));
    }
    return new StoreConnection() {
      @Override
      public CompletionStage<Open> opened() {
        return open;
      }

      @Override
      public void close() {
        if (client != null) {
          client.close();
        }
      }
    };
  }

  @Override
  public void close() {
    original.close();
    copy.close();
  }
}
