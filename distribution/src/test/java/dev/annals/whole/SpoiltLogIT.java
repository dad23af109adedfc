package dev.annals.whole;

import static dev.annals.whole.Scenario.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.store.LogEntry;
import dev.annals.model.store.Segment;
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
import org.junit.jupiter.api.Test;

class SpoiltLogIT {
  private static final int EVENTS = 400;
  private static final List<String> ENTITIES =
      IntStream.range(0, 20).mapToObj(i -> "e" + i).toList();

  @Test
  void segments_that_two_writers_cut_differently_are_published_once() {
    Scenario scenario = new Scenario("cut");
    String topic = scenario.topic("in", 1);
    try (OwnStore own = new OwnStore(scenario.whole())) {
      own.sink("cut", topic);
      scenario.whole().topics().send(events(scenario, topic, 0, EVENTS));
      own.awaitDecided(topic);
      writeAgain(own, topic, 5);
      writeAgain(own, topic, 7);
      assertThat(overlaps(own.rows(topic).segments())).as("overlaps").isGreaterThan(20);

      own.source("cut-source");
      assertThat(scenario.acceptedUpToFences(topic, ENTITIES))
          .hasSize(EVENTS)
          .extracting(record -> header(record, "ce_id"))
          .doesNotHaveDuplicates();
      Scenario.versions(scenario.accepted(EVENTS))
          .values()
          .forEach(versions -> assertThat(versions).isEqualTo(dense(versions.size())));
      scenario.whole().rest().delete("cut-source");
      scenario.whole().rest().delete("cut");
    }
  }

  @Test
  void a_segment_that_expired_unread_stops_the_source_with_the_way_out() {
    Scenario scenario = new Scenario("expired");
    String topic = scenario.topic("in", 1);
    try (OwnStore own = new OwnStore(scenario.whole())) {
      own.sink("expired", topic);
      own.source("expired-source");
      sendAndDecide(scenario, own, topic, 0, 50);
      assertThat(scenario.accepted(50)).hasSize(50);
      scenario.whole().rest().stop("expired-source");
      sendAndDecide(scenario, own, topic, 50, 100);
      sendAndDecide(scenario, own, topic, 100, 150);
      List<Segment> middle =
          own.rows(topic).segments().stream()
              .filter(segment -> segment.first() >= 50 && segment.upto() <= 100)
              .toList();
      assertThat(middle).isNotEmpty();
      middle.forEach(own::expire);

      scenario.whole().rest().resume("expired-source");
      String failure = failure(scenario, "expired-source");
      String place = "{\"shard\":%d,\"source\":\"%s-0@1\"}".formatted(middle.get(0).shard(), topic);
      assertThat(failure)
          .contains("no entries for positions 50 to 99 of shard")
          .contains("source " + topic + "-0@1 any more")
          .contains("log.retention.ms of the sink")
          .contains("set its offset for " + place + " to {\"position\":100}");

      scenario.whole().rest().stop("expired-source");
      String offset =
          "{\"offsets\":[{\"partition\":%s,\"offset\":{\"position\":100}}]}".formatted(place);
      scenario.whole().rest().alterOffsets("expired-source", offset);
      scenario.whole().rest().resume("expired-source");
      assertThat(Scenario.versions(scenario.accepted(100)).get("e0"))
          .as("what the sentence says to do")
          .containsExactlyElementsOf(
              LongStream.concat(LongStream.rangeClosed(1, 50), LongStream.rangeClosed(101, 150))
                  .boxed()
                  .toList());
      scenario.whole().rest().delete("expired-source");
      scenario.whole().rest().delete("expired");
    }
  }

  /** All entries once more, as a writer would that cut them otherwise. */
  private static void writeAgain(OwnStore own, String topic, int count) {
    Map<Integer, List<LogEntry>> shards = new TreeMap<>();
    for (Segment segment : own.rows(topic).segments()) {
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
            own.store().log().write(segment).toCompletableFuture().join();
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

  private static void sendAndDecide(
      Scenario scenario, OwnStore own, String topic, int from, int to) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      events.add(scenario.event(topic, "e0", "id" + i));
    }
    scenario.whole().topics().send(events);
    own.awaitDecided(topic);
  }

  private static String failure(Scenario scenario, String connector) {
    Awaitility.await(connector + " fails")
        .atMost(Duration.ofMinutes(1))
        .until(() -> !scenario.whole().rest().status(connector).failures().isEmpty());
    return scenario.whole().rest().status(connector).failures();
  }

  private static List<Long> dense(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  private static List<ProducerRecord<byte[], byte[]>> events(
      Scenario scenario, String topic, int from, int to) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      events.add(scenario.event(topic, ENTITIES.get(i % ENTITIES.size()), "id" + i));
    }
    return events;
  }
}
