package dev.annals.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.Progress;
import dev.annals.model.store.ReadRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;

/** What one test sends and finds: entities of a type of its own, on topics of its own. */
final class Scenario {
  private static final String FENCE = "fence-";

  private final Whole whole;
  private final String type;

  Scenario(String name) {
    this(Whole.get(), name);
  }

  Scenario(Whole whole, String name) {
    this(whole, name, true);
  }

  private Scenario(Whole whole, String name, boolean outputs) {
    this.whole = whole;
    this.type = name + "-" + Long.toString(System.nanoTime(), 36);
    if (outputs) {
      createOutputs();
    }
  }

  /** One whose output topics Connect has to create. */
  static Scenario withoutOutputs(String name) {
    return new Scenario(Whole.get(), name, false);
  }

  private void createOutputs() {
    whole.topics().create(List.of(output("accepted"), output("rejected"), output("exceptions")));
  }

  /** A topic as the source would have it created, but before it is written to. */
  private NewTopic output(String outcome) {
    return new NewTopic(type + "." + outcome, 1, (short) 1)
        .configs(Map.of("max.message.bytes", "4194304"));
  }

  Whole whole() {
    return whole;
  }

  /** The entity type, and the beginning of the names of its topics. */
  String type() {
    return type;
  }

  String topic(String suffix, int partitions) {
    String topic = type + "." + suffix;
    whole.topics().create(topic, partitions);
    return topic;
  }

  StreamId stream(String id) {
    return new StreamId(type, id);
  }

  /** A CloudEvent in binary mode; further headers in pairs. */
  ProducerRecord<byte[], byte[]> event(String topic, String entity, String id, String... headers) {
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(
            topic, entity.getBytes(UTF_8), ("{\"id\":\"" + id + "\"}").getBytes(UTF_8));
    header(event, "ce_specversion", "1.0");
    header(event, "ce_id", id);
    header(event, "ce_source", "/tests");
    header(event, "ce_type", "happened");
    header(event, "ce_entitytype", type);
    for (int i = 0; i < headers.length; i += 2) {
      header(event, headers[i], headers[i + 1]);
    }
    return event;
  }

  private static void header(ProducerRecord<byte[], byte[]> event, String name, String value) {
    event.headers().add(name, value.getBytes(UTF_8));
  }

  /** Waits until everything that is in the topic now has its outcome. */
  void awaitDecided(String topic) {
    awaitDecided(topic, whole.topics().ends(topic));
  }

  void awaitDecided(String topic, Map<TopicPartition, Long> ends) {
    long records = ends.values().stream().mapToLong(Long::longValue).sum();
    Awaitility.await("all of " + topic + " decided")
        .atMost(Duration.ofMinutes(2).plusMillis(5 * records))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(upto(topic)).isEqualTo(expected(ends)));
  }

  private Map<Integer, Long> upto(String topic) {
    Map<Integer, Long> upto = new HashMap<>();
    for (Progress progress : whole.store().log().progress(topic).toCompletableFuture().join()) {
      upto.put(progress.source().partition(), progress.upto());
    }
    return upto;
  }

  private static Map<Integer, Long> expected(Map<TopicPartition, Long> ends) {
    Map<Integer, Long> expected = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          if (end > 0) {
            expected.put(partition.partition(), end);
          }
        });
    return expected;
  }

  /** All events of a stream, read page by page. */
  List<RecordedEvent> events(String entity) {
    List<RecordedEvent> events = new ArrayList<>();
    long from = 1;
    while (true) {
      EventPage page =
          whole
              .store()
              .read(ReadRequest.forwards(stream(entity), from, 400))
              .toCompletableFuture()
              .join();
      events.addAll(page.events());
      if (page.next().isEmpty()) {
        return events;
      }
      from = page.next().getAsLong();
    }
  }

  List<ConsumerRecord<byte[], byte[]>> accepted(int count) {
    return whole.topics().read(type + ".accepted", count);
  }

  List<ConsumerRecord<byte[], byte[]>> rejected(int count) {
    return whole.topics().read(type + ".rejected", count);
  }

  /**
   * Everything accepted so far, and nothing can follow: sends one more event to each entity, waits
   * until these come out, and leaves them out.
   */
  List<ConsumerRecord<byte[], byte[]>> acceptedUpToFences(String topic, List<String> entities) {
    String mark = FENCE + System.nanoTime() + "-";
    List<ProducerRecord<byte[], byte[]>> fences = new ArrayList<>();
    for (String entity : entities) {
      fences.add(event(topic, entity, mark + entity));
    }
    whole.topics().send(fences);
    List<ConsumerRecord<byte[], byte[]>> records =
        whole
            .topics()
            .read(
                type + ".accepted",
                entities.size() + " fences",
                all -> all.stream().filter(one -> hasId(one, mark)).count() >= entities.size());
    return records.stream().filter(record -> !hasId(record, FENCE)).toList();
  }

  private static boolean hasId(ConsumerRecord<byte[], byte[]> record, String beginning) {
    return header(record, "ce_id").startsWith(beginning);
  }

  /** Each entity's versions in the order in which they came out. */
  static Map<String, List<Long>> versions(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, List<Long>> versions = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      versions
          .computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>())
          .add(Long.parseLong(header(record, "ce_entityversion")));
    }
    return versions;
  }

  /** The value of a header that must be there once. */
  static String header(ConsumerRecord<?, ?> record, String name) {
    Header header =
        Objects.requireNonNull(
            record.headers().lastHeader(name),
            () -> "no header " + name + " among " + record.headers());
    return new String(header.value(), UTF_8);
  }
}
