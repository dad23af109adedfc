package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Segment;
import dev.annals.testkit.servers.ConnectRest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SpoiltLogIT {
  private static final int EVENTS = 400;
  private static final List<String> ENTITIES =
      IntStream.range(0, 20).mapToObj(i -> "e" + i).toList();

  private static final String SOURCE = "spoilt-source";
  private static final OwnStore OWN = new OwnStore(Whole.get());

  @BeforeAll
  static void start_a_source() {
    OWN.source(SOURCE);
  }

  @AfterAll
  static void close() {
    Whole.get().rest().delete(SOURCE);
    OWN.close();
  }

  @Test
  void segments_that_two_writers_cut_differently_are_published_once() {
    Scenario scenario = new Scenario("cut");
    String topic = scenario.topic("in", 1);
    scenario.whole().rest().stop(SOURCE);
    OWN.sink("cut", topic);
    scenario.whole().topics().send(events(scenario, topic));
    OWN.awaitDecided(topic);
    writeAgain(topic, 5);
    writeAgain(topic, 7);
    assertThat(overlaps(OWN.rows(topic).segments())).as("overlaps").isGreaterThan(20);

    scenario.whole().rest().resume(SOURCE);
    assertThat(scenario.acceptedUpToFences(topic, ENTITIES))
        .hasSize(EVENTS)
        .extracting(record -> header(record, "ce_id"))
        .doesNotHaveDuplicates();
    Scenario.versions(scenario.accepted(EVENTS))
        .values()
        .forEach(versions -> assertThat(versions).isEqualTo(dense(versions.size())));
    scenario.whole().rest().delete("cut");
  }

  @Test
  void a_segment_that_expired_unread_stops_the_source_with_the_way_out() {
    Scenario scenario = new Scenario("expired");
    ConnectRest rest = scenario.whole().rest();
    String topic = scenario.topic("in", 1);
    OWN.sink("expired", topic);
    sendAndDecide(scenario, topic, 0, 50);
    assertThat(scenario.accepted(50)).hasSize(50);
    rest.stop(SOURCE);
    sendAndDecide(scenario, topic, 50, 100);
    sendAndDecide(scenario, topic, 100, 150);
    List<Segment> middle =
        OWN.rows(topic).segments().stream()
            .filter(segment -> segment.first() >= 50 && segment.upto() <= 100)
            .toList();
    assertThat(middle).isNotEmpty();
    middle.forEach(OWN::expire);

    rest.resume(SOURCE);
    Awaitility.await("the source fails")
        .atMost(Duration.ofMinutes(1))
        .until(() -> !rest.status(SOURCE).failures().isEmpty());
    String place = "{\"shard\":%d,\"source\":\"%s-0@1\"}".formatted(middle.get(0).shard(), topic);
    assertThat(rest.status(SOURCE).failures())
        .contains("no entries for positions 50 to 99 of shard")
        .contains("source " + topic + "-0@1 any more")
        .contains("log.retention.ms of the sink")
        .contains("set its offset for " + place + " to {\"position\":100}");

    rest.stop(SOURCE);
    String offset =
        "{\"offsets\":[{\"partition\":%s,\"offset\":{\"position\":100}}]}".formatted(place);
    rest.alterOffsets(SOURCE, offset);
    rest.resume(SOURCE);
    assertThat(Scenario.versions(scenario.accepted(100)).get("e0"))
        .as("what the sentence says to do")
        .containsExactlyElementsOf(
            LongStream.concat(LongStream.rangeClosed(1, 50), LongStream.rangeClosed(101, 150))
                .boxed()
                .toList());
    rest.delete("expired");
  }

  @Test
  void a_log_that_expired_is_repaired_from_the_streams() {
    Scenario scenario = new Scenario("repaired");
    ConnectRest rest = scenario.whole().rest();
    String topic = scenario.topic("in", 1);
    String control = scenario.topic("control", 1);
    OWN.sink("repaired", topic);
    sendAndDecide(scenario, topic, 0, 50);
    assertThat(scenario.accepted(50)).hasSize(50);
    rest.stop(SOURCE);
    sendAndDecide(scenario, topic, 50, 100);
    sendAndDecide(scenario, topic, 100, 150);
    List<Segment> middle =
        OWN.rows(topic).segments().stream()
            .filter(segment -> segment.first() >= 50 && segment.upto() <= 100)
            .toList();
    assertThat(middle).isNotEmpty();
    middle.forEach(OWN::expire);

    OWN.configure(SOURCE, Map.of("on.expired.log", "replay", "replay.control.topic", control));
    rest.resume(SOURCE);
    assertThat(Scenario.versions(scenario.accepted(150)).get("e0")).isEqualTo(dense(150));
    assertThat(scenario.acceptedUpToFences(topic, List.of("e0"))).hasSize(150);
    assertThat(scenario.whole().topics().read(control, 1))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(header(notice, "annals-notice")).isEqualTo("log-repaired");
              assertThat(new String(notice.value(), UTF_8))
                  .contains("\"gaps\":\"50:100:%s-0@1\"".formatted(topic))
                  .contains("\"events\":50");
            });
    OWN.configure(SOURCE, Map.of());
    rest.delete("repaired");
  }

  /** All entries once more, as a writer would that cut them otherwise. */
  private static void writeAgain(String topic, int count) {
    Map<Integer, List<LogEntry>> shards = new TreeMap<>();
    for (Segment segment : OWN.rows(topic).segments()) {
      List<LogEntry> of = shards.computeIfAbsent(segment.shard(), none -> new ArrayList<>());
      for (LogEntry entry : segment.entries()) {
        if (!of.contains(entry)) {
          of.add(entry);
        }
      }
    }
    shards.forEach(
        (shard, entries) -> {
          entries.sort(Comparator.comparing(entry -> entry.at().position()));
          long previous = -1;
          for (int i = 0; i < entries.size(); i += count) {
            List<LogEntry> some = entries.subList(i, Math.min(i + count, entries.size()));
            long end = some.get(some.size() - 1).at().position() + 1;
            Segment segment =
                new Segment(
                    shard,
                    some.get(0).at().source(),
                    some.get(0).at().position(),
                    end,
                    previous,
                    some);
            OWN.store().log().write(segment).toCompletableFuture().join();
            previous = end;
          }
        });
  }

  /** How many pairs of segments have a part in common and neither lies in the other. */
  private static long overlaps(List<Segment> segments) {
    return segments.stream()
        .mapToLong(
            one ->
                segments.stream()
                    .filter(other -> other.shard() == one.shard())
                    .filter(other -> one.first() < other.first() && other.first() < one.upto())
                    .filter(other -> one.upto() < other.upto())
                    .count())
        .sum();
  }

  private static void sendAndDecide(Scenario scenario, String topic, int from, int to) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      events.add(scenario.event(topic, "e0", "id" + i));
    }
    scenario.whole().topics().send(events);
    OWN.awaitDecided(topic);
  }

  private static List<Long> dense(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  private static List<ProducerRecord<byte[], byte[]>> events(Scenario scenario, String topic) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(scenario.event(topic, ENTITIES.get(i % ENTITIES.size()), "id" + i));
    }
    return events;
  }
}
