package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.RecordedEvent;
import dev.annals.model.store.ReadRequest;
import dev.annals.testkit.servers.ConnectRest;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.Place;
import dev.annals.testkit.servers.WorkerSettings;
import dev.annals.upcast.Upcaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Sources that upcast, on a worker whose plugin folder holds an upcaster in Java: the same rules by
 * each of the ways they can come, and each of the things that can be done where one fails.
 */
@ThirdLane
class UpcastingIT {
  private static final String RULES =
      """
      [{"type": "parcel.placed", "from": 1, "data": "{'weight': {'kg': kg}}"},
       {"type": "parcel.placed", "from": 2, "rename": "parcel.booked", "to": 1},
       {"type": "parcel.listed", "from": 1, "into": {"item.listed": 1}, "split": "items.{'data': $}"},
       {"type": "parcel.pinged", "from": 1, "drop": true}]
      """;

  private static final Whole WHOLE = Whole.get();
  private static final OwnStore STORE = new OwnStore(WHOLE);
  private static final Scenario SCENARIO = new Scenario(WHOLE, "parcel");
  private static final Path FOLDER = Place.fresh("rules").directory();
  private static final ConnectWorker WORKER =
      ConnectWorker.start(
          Place.fresh("upcast-worker"),
          WorkerSettings.on(WHOLE.topics().bootstrapServers())
              .group(SCENARIO.type())
              .plugins(
                  new PluginCopy()
                      .with("upcasters-of-mine.jar", Upcaster.class, PackedIsSealed.class)
                      .path())
              .with("config.providers", "dir")
              .with("config.providers.dir.class", DirectoryConfigProvider.class.getName()));

  @AfterAll
  static void close() {
    WORKER.close();
    STORE.close();
  }

  @Test
  void rules_from_anywhere_and_an_upcaster_in_java_give_one_result_and_failures_are_never_dropped()
      throws IOException {
    String file = Files.writeString(FOLDER.resolve("rules.json"), RULES).toString();
    String topic = SCENARIO.topic("in", 1);
    STORE.sink("parcels", topic);
    WHOLE
        .topics()
        .send(
            List.of(
                event(topic, "1", "parcel.placed", "{\"kg\": 1.50}"),
                event(topic, "2", "parcel.listed", "{\"items\": [\"cup\", \"pot\"]}"),
                event(topic, "3", "parcel.pinged", "{}"),
                event(topic, "4", "parcel.packed", "{\"parcel\": [12345678901234567890]}"),
                event(topic, "5", "parcel.posted", "no JSON, and no rule")));
    source("inline", Map.of("upcast.rules", RULES, "upcast.on.failure", "emit-as-stored"));
    source(
        "file",
        Map.of(
            "upcast.rules.file",
            file,
            "upcast.on.failure",
            "dead-letter",
            "upcast.dead.letter.topic",
            "dead-${entityType}"));
    source("provider", Map.of("upcast.rules", "${dir:%s:rules.json}".formatted(FOLDER)));

    List<String> upcast =
        List.of(
            "1 parcel.booked@1 v1 {\"weight\":{\"kg\":1.50}}",
            "2#1 item.listed@1 v2 \"cup\"",
            "2#2 item.listed@1 v2 \"pot\"",
            "4 parcel.sealed@1 v4 [12345678901234567890]",
            "5 parcel.posted@- v5 no JSON, and no rule");
    for (String way : List.of("inline", "file", "provider")) {
      assertThat(published(way, 5)).as(way).isEqualTo(upcast);
    }

    WHOLE
        .topics()
        .send(
            List.of(
                event(topic, "6", "parcel.placed", "no JSON, but a rule"),
                event(topic, "7", "parcel.placed", "{\"kg\": 7}")));

    String seventh = "7 parcel.booked@1 v7 {\"weight\":{\"kg\":7}}";
    assertThat(published("inline", 7).subList(5, 7))
        .containsExactly("6 parcel.placed@- v6 no JSON, but a rule", seventh);
    assertThat(published("file", 6).subList(5, 6)).containsExactly(seventh);
    ConsumerRecord<byte[], byte[]> dead = WHOLE.topics().read("dead-" + SCENARIO.type(), 1).get(0);
    assertThat(text(dead)).isEqualTo("6 parcel.placed@- v6 no JSON, but a rule");
    assertThat(header(dead, "annals-upcast-failure"))
        .startsWith("its payload is not JSON")
        .endsWith("but rule 1 (parcel.placed from 1) needs JSON");
    assertThat(failure("provider"))
        .contains("@6 (parcel.placed, schema version 1) cannot be upcast: its payload is not JSON")
        .contains("but rule 1 (parcel.placed from 1) needs JSON. Nothing was skipped.");
    assertThat(published("provider", 5)).isEqualTo(upcast);

    WORKER
        .rest()
        .put(
            "provider",
            config(
                "provider", Map.of("upcast.rules", RULES, "upcast.on.failure", "emit-as-stored")));
    assertThat(published("provider", 7)).isEqualTo(published("inline", 7));
    source(
        "again",
        Map.of(
            "mode", "replay",
            "replay.topic", "again-${entityType}",
            "replay.control.topic", "again-control-" + SCENARIO.type(),
            "upcast.rules", RULES,
            "upcast.on.failure", "emit-as-stored"));
    assertThat(published("again", 7)).isEqualTo(published("inline", 7));
    try (WorkerMetrics metrics = new WorkerMetrics(WORKER.pid())) {
      assertThat(metrics.of("inline", "upcast")).isEqualTo(4);
      assertThat(metrics.of("inline", "upcast-dropped")).isEqualTo(1);
      assertThat(metrics.of("inline", "upcast-failed")).isEqualTo(1);
    }
    assertThat(stored())
        .containsExactly(
            "parcel.placed {\"kg\": 1.50}",
            "parcel.listed {\"items\": [\"cup\", \"pot\"]}",
            "parcel.pinged {}",
            "parcel.packed {\"parcel\": [12345678901234567890]}",
            "parcel.posted no JSON, and no rule",
            "parcel.placed no JSON, but a rule",
            "parcel.placed {\"kg\": 7}");
    WHOLE.rest().delete("parcels");
  }

  @Test
  void bad_rules_are_refused_in_the_form_also_beside_the_upcaster_in_java() {
    assertThat(complaint("[{\"type\": \"a\", \"from\": 1, \"data\": \"1 +\"}]"))
        .contains("rule 1 (a from 1) has an expression in data that does not compile");
    assertThat(complaint("[{\"type\": \"parcel.packed\", \"from\": 1, \"drop\": true}]"))
        .contains(
            "upcaster dev.annals.whole.PackedIsSealed (parcel.packed from 1) is for the same step"
                + " as rule 1 (parcel.packed from 1)");
    assertThat(complaint("${dir:%s:none.json}".formatted(FOLDER)))
        .contains("no config provider of the worker has filled in the rules");
  }

  private static String complaint(String rules) {
    Map<String, String> config = new HashMap<>(config("form", Map.of("upcast.rules", rules)));
    config.put("name", "form");
    Map<String, List<String>> complaints = WORKER.rest().validate(config);
    assertThat(complaints).containsOnlyKeys("upcast.rules");
    return String.join(" ", complaints.get("upcast.rules"));
  }

  private static Map<String, String> config(String name, Map<String, String> upcasting) {
    Map<String, String> changes = new HashMap<>(upcasting);
    changes.put("cassandra.keyspace", STORE.keyspace());
    changes.put("tasks.max", "1");
    changes.put("topic.accepted", name + "-${entityType}");
    return WHOLE.sourceConfig(changes);
  }

  private static void source(String name, Map<String, String> upcasting) {
    WORKER.rest().put(name, config(name, upcasting));
    WORKER.rest().awaitRunning(name, 1);
  }

  private static List<String> published(String source, int count) {
    return WHOLE.topics().read(source + "-" + SCENARIO.type(), count).stream()
        .map(UpcastingIT::text)
        .toList();
  }

  /** {@code id type@schema version, version, value}. */
  private static String text(ConsumerRecord<byte[], byte[]> record) {
    boolean isUpcast = record.headers().lastHeader("ce_schemaversion") != null;
    return "%s %s@%s v%s %s"
        .formatted(
            header(record, "ce_id"),
            header(record, "ce_type"),
            isUpcast ? header(record, "ce_schemaversion") : "-",
            header(record, "ce_entityversion"),
            new String(record.value(), UTF_8));
  }

  private static String failure(String connector) {
    ConnectRest rest = WORKER.rest();
    return Awaitility.await(connector + " fails")
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> rest.status(connector).failures(), failures -> !failures.isEmpty());
  }

  private static List<String> stored() {
    List<String> texts = new ArrayList<>();
    for (RecordedEvent event :
        STORE
            .store()
            .read(ReadRequest.forwards(SCENARIO.stream("e"), 1, 100))
            .toCompletableFuture()
            .join()
            .events()) {
      byte[] payload = Objects.requireNonNull(event.event().payload()).toArray();
      texts.add(event.event().type() + " " + new String(payload, UTF_8));
    }
    return texts;
  }

  private static ProducerRecord<byte[], byte[]> event(
      String topic, String id, String type, String value) {
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(topic, "e".getBytes(UTF_8), value.getBytes(UTF_8));
    SCENARIO.event(topic, "e", id).headers().forEach(event.headers()::add);
    event.headers().remove("ce_type").add("ce_type", type.getBytes(UTF_8));
    return event;
  }
}
