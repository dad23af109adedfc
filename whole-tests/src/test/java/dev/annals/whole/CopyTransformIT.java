package dev.annals.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.source.verify.VerifyCopy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of docs/copy.md, by the examples it names. */
@ThirdLane
class CopyTransformIT {
  private static final int STREAMS = 60;

  /** Of {@link #events}. */
  private static final String ONE_TO_ONE =
      """
      [{"type": "placed", "from": 1, "data": "$merge([$, {'currency': 'EUR'}])"},
       {"type": "placed", "from": 2, "rename": "order.placed", "to": 1}]
      """;

  private static final String SPLIT_AND_DROP =
      """
      [{"type": "placed", "from": 1, "into": {"placed": 2, "priced": 1},
        "split": "[{'type': 'placed', 'data': {'id': id}}, {'type': 'priced', 'data': {'total': total}}]"},
       {"type": "pinged", "from": 1, "drop": true}]
      """;

  private final Scenario scenario = new Scenario("copied");
  private final Whole whole = scenario.whole();

  private final Path files;

  CopyTransformIT(@TempDir Path files) {
    this.files = files;
  }

  @Test
  void a_store_is_copied_in_its_newest_shape_compared_and_taken_over() throws IOException {
    try (OwnStore original = new OwnStore(whole);
        OwnStore copy = new OwnStore(whole);
        Replayer replayer = new Replayer(scenario, "copy")) {
      String topic = scenario.topic("in", 1);
      original.sink("original-sink", topic);
      whole.topics().send(events(topic, "a"));
      original.awaitDecided(topic);
      Map<String, List<RecordedEvent>> before = all(original);

      Path replay = startReplay(replayer, original, ONE_TO_ONE);
      Path sink = startCopySink("copy-sink", replayer, copy, "preserve");
      String run = replayer.awaitFinished(1).path("run").asText();
      awaitCopied(replayer, copy);

      assertThat(verify(replay, sink, "--run", run))
          .isEqualTo(compared(before) + ": no difference");
      all(copy)
          .forEach(
              (id, events) ->
                  assertThat(texts(events))
                      .isEqualTo(upcast(Objects.requireNonNull(before.get(id)))));
      assertThat(all(original)).as("the original, untouched").isEqualTo(before);

      // It goes on, is copied again, and the copy takes over.
      whole.topics().send(events(topic, "b"));
      original.awaitDecided(topic);
      whole.rest().stop("original-sink");
      assertThat(verify(replay, sink)).contains(2 * STREAMS + " differences");
      whole.rest().stop(replayer.name());
      whole.rest().resetOffsets(replayer.name());
      whole.rest().resume(replayer.name());
      replayer.awaitFinished(2);
      awaitCopied(replayer, copy);
      assertThat(verify(replay, sink)).endsWith(": no difference");
      whole.topics().send(events(topic, "c"));
      Map<String, String> taken = Map.of("cassandra.keyspace", copy.keyspace());
      whole.rest().put("original-sink", whole.sinkConfig(topic, taken));
      whole.rest().resume("original-sink");
      copy.awaitDecided(topic);
      Map<String, List<RecordedEvent>> after = all(original);
      all(copy)
          .forEach(
              (id, events) -> {
                List<String> expected = upcast(Objects.requireNonNull(after.get(id)));
                assertThat(texts(events).subList(0, expected.size())).isEqualTo(expected);
                assertThat(events.subList(expected.size(), events.size()))
                    .extracting(event -> event.event().id().text())
                    .containsExactly("/tests " + id + "-c-1", "/tests " + id + "-c-2");
              });
      whole.rest().delete("original-sink");
      whole.rest().delete("copy-sink");
    }
  }

  @Test
  void split_and_dropped_events_get_new_versions_and_say_their_old_ones() throws IOException {
    try (OwnStore original = new OwnStore(whole);
        OwnStore copy = new OwnStore(whole);
        Replayer replayer = new Replayer(scenario, "renumbered")) {
      String topic = scenario.topic("in", 1);
      original.sink("split-sink", topic);
      whole.topics().send(events(topic, "a"));
      original.awaitDecided(topic);
      Path replay = startReplay(replayer, original, SPLIT_AND_DROP);
      Path sink = startCopySink("renumber-sink", replayer, copy, "renumber");
      replayer.awaitFinished(1);
      awaitCopied(replayer, copy);

      assertThat(verify(replay, sink)).endsWith(": no difference");
      List<RecordedEvent> first = Objects.requireNonNull(all(copy).get("s0"));
      assertThat(texts(first))
          .containsExactly(
              "1 /tests s0-a-1#1 placed@2 {\"id\":\"s0\"} of 1",
              "2 /tests s0-a-1#2 priced@1 {\"total\":1.50} of 1");

      copy.store()
          .append(
              List.of(
                  new AppendRequest(
                      scenario.stream("s0"),
                      List.of(NewEvent.of(EventId.of("x"), "stray", Bytes.of((byte) 1))),
                      ExpectedVersion.ANY,
                      OnConflict.REJECT,
                      new SourcePosition(new Source("stray", 0, "1"), 0))))
          .toCompletableFuture()
          .join();
      assertThat(verify(replay, sink)).contains("/s0@3").endsWith(": 1 difference");
      whole.rest().delete("split-sink");
      whole.rest().delete("renumber-sink");
    }
  }

  /** Two for each stream: one to upcast, one that no rule, or a dropping one, names. */
  private List<ProducerRecord<byte[], byte[]>> events(String topic, String batch) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      String entity = "s" + i;
      String value = "{\"id\": \"%s\", \"total\": 1.50}".formatted(entity);
      events.add(event(topic, entity, batch + "-1", "placed", value));
      events.add(event(topic, entity, batch + "-2", "pinged", "{}"));
    }
    return events;
  }

  private ProducerRecord<byte[], byte[]> event(
      String topic, String entity, String id, String type, String value) {
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(topic, entity.getBytes(UTF_8), value.getBytes(UTF_8));
    scenario.event(topic, entity, entity + "-" + id).headers().forEach(event.headers()::add);
    event.headers().remove("ce_type").add("ce_type", type.getBytes(UTF_8));
    return event;
  }

  private Path startReplay(Replayer replayer, OwnStore original, String rules) throws IOException {
    Map<String, String> changes = new HashMap<>();
    changes.put("cassandra.keyspace", original.keyspace());
    changes.put("upcast.rules", rules);
    return write(replayer.name(), replayer.start("annals-copy-replay.json", changes));
  }

  private Path startCopySink(String name, Replayer replayer, OwnStore copy, String versions)
      throws IOException {
    Map<String, String> config =
        Example.of("annals-copy-sink.json")
            .on(whole.cassandra(), copy.keyspace())
            .with("topics", replayer.topic())
            .with("tasks.max", "1")
            .with("stream.bucket.size", Integer.toString(Whole.BUCKET_SIZE))
            .with("errors.deadletterqueue.topic.replication.factor", "1")
            .with("errors.deadletterqueue.topic.name", replayer.topic() + ".undecodable")
            .with("version.mode", versions)
            .config();
    whole.rest().put(name, config);
    whole.rest().awaitRunning(name, 1);
    return write(name, config);
  }

  /** The end of the topic is behind the mark of a transaction, which is no record. */
  private static void awaitCopied(Replayer replayer, OwnStore copy) {
    List<ConsumerRecord<byte[], byte[]>> published = replayer.published();
    copy.awaitDecided(replayer.topic(), published.get(published.size() - 1).offset() + 1);
  }

  private Path write(String name, Map<String, String> config) throws IOException {
    Map<String, Object> posted = Map.of("name", name, "config", config);
    Path file = files.resolve(name + ".json");
    Files.writeString(file, new ObjectMapper().writeValueAsString(posted));
    return file;
  }

  /** What the program says, without the end of the line. */
  private static String verify(Path replay, Path sink, String... more) {
    List<String> args = new ArrayList<>(List.of(replay.toString(), sink.toString()));
    args.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        VerifyCopy.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    String said = out.toString(UTF_8).strip();
    assertThat(exit).as(err.toString(UTF_8)).isEqualTo(said.endsWith("no difference") ? 0 : 1);
    return said;
  }

  private static String compared(Map<String, List<RecordedEvent>> events) {
    return "%d streams and %d events compared"
        .formatted(events.size(), events.values().stream().mapToInt(List::size).sum());
  }

  private Map<String, List<RecordedEvent>> all(OwnStore store) {
    Map<String, List<RecordedEvent>> all = new HashMap<>();
    for (int i = 0; i < STREAMS; i++) {
      all.put("s" + i, store.events(scenario.stream("s" + i)));
    }
    return all;
  }

  /** Stored events as {@link #ONE_TO_ONE} has to show them. */
  private static List<String> upcast(List<RecordedEvent> events) {
    return texts(events).stream()
        .map(
            text ->
                text.replace(" placed@1 ", " order.placed@1 ")
                    .replaceAll(
                        "\\{\"id\": \"(\\w+)\", \"total\": 1.50}",
                        "{\"id\":\"$1\",\"total\":1.50,\"currency\":\"EUR\"}"))
        .toList();
  }

  private static List<String> texts(List<RecordedEvent> events) {
    List<String> texts = new ArrayList<>();
    for (RecordedEvent recorded : events) {
      NewEvent event = recorded.event();
      String payload = new String(Objects.requireNonNull(event.payload()).toArray(), UTF_8);
      String original = event.attributes().get("originalversion");
      texts.add(
          "%d %s %s@%d %s%s"
              .formatted(
                  recorded.version(),
                  event.id().text(),
                  event.type(),
                  event.schemaVersion(),
                  payload,
                  original == null ? "" : " of " + original));
    }
    return texts;
  }
}
