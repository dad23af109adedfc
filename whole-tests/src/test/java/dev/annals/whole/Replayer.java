package dev.annals.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.annals.model.RecordedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A connector that replays, with topics of its own, and what it told and published. */
final class Replayer implements AutoCloseable {
  private final Scenario scenario;
  private final String name;
  private final String topic;

  /** None yet: {@link #start} makes one. */
  Replayer(Scenario scenario, String suffix) {
    this.scenario = scenario;
    this.name = scenario.type() + "-" + suffix;
    this.topic = scenario.topic(suffix, 1);
    scenario.whole().topics().create(name + "-control", 1);
  }

  String name() {
    return name;
  }

  String topic() {
    return topic;
  }

  /** Starts an example with topics of its own and these changes; returns what was posted. */
  Map<String, String> start(String example, Map<String, String> changes) {
    Map<String, String> own = new HashMap<>();
    own.put("replay.topic", topic);
    own.put("topic.accepted", topic);
    own.put("replay.control.topic", name + "-control");
    own.put("replay.recorded.from", "");
    own.putAll(changes);
    Map<String, String> config = scenario.whole().sourceConfig(example, own);
    scenario.whole().rest().put(name, config);
    scenario
        .whole()
        .rest()
        .awaitRunning(name, Integer.parseInt(config.getOrDefault("tasks.max", "1")));
    return config;
  }

  void replay(String... settings) {
    Map<String, String> changes = new HashMap<>();
    changes.put("replay.entity.types", scenario.type());
    changes.put("replay.max.events.per.second", "");
    for (int i = 0; i < settings.length; i += 2) {
      changes.put(settings[i], settings[i + 1]);
    }
    start("annals-replay.json", changes);
  }

  /** Waits for so many runs to be told as finished, and returns the last record that does. */
  JsonNode awaitFinished(int runs) {
    scenario
        .whole()
        .topics()
        .read(name + "-control", runs + " runs finished", all -> finished(all).size() >= runs);
    List<JsonNode> finished = finished(scenario.whole().topics().readAll(name + "-control"));
    assertThat(finished).as("told once for each run").hasSize(runs);
    return finished.get(runs - 1);
  }

  private static List<JsonNode> finished(List<ConsumerRecord<byte[], byte[]>> records) {
    List<JsonNode> finished = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (Scenario.header(record, "annals-notice").equals("replay-finished")) {
        try {
          finished.add(new ObjectMapper().readTree(record.value()));
        } catch (IOException fault) {
          throw new UncheckedIOException(fault);
        }
      }
    }
    return finished;
  }

  List<ConsumerRecord<byte[], byte[]>> published() {
    return scenario.whole().topics().readAll(topic);
  }

  long end() {
    return scenario.whole().topics().ends(topic).values().iterator().next();
  }

  /** Each entity's events as they came out, in the words of {@link #text(RecordedEvent)}. */
  static Map<String, List<String>> byEntity(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, List<String>> texts = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      texts
          .computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
          .add(
              Scenario.header(record, "ce_entityversion")
                  + " "
                  + Scenario.header(record, "ce_id")
                  + " "
                  + new String(record.value(), UTF_8));
    }
    return texts;
  }

  /** What a stored event has to come out as: version, id, payload. */
  static String text(RecordedEvent event) {
    String id = event.event().id().text();
    byte[] payload =
        event.event().payload() == null ? new byte[0] : event.event().payload().toArray();
    return event.version()
        + " "
        + id.substring(id.indexOf(' ') + 1)
        + " "
        + new String(payload, UTF_8);
  }

  @Override
  public void close() {
    scenario.whole().rest().delete(name);
  }
}
