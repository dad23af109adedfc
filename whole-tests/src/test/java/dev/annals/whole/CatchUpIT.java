package dev.annals.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CatchUpIT {
  private static final int RECORDS = 30_000;

  @Test
  void a_sink_far_behind_shows_how_far_and_how_fast_and_writes_no_line_for_a_record() {
    Scenario scenario = new Scenario("behind");
    Whole whole = scenario.whole();
    String topic = scenario.topic("in", 2);
    whole.topics().send(events(scenario, topic));
    String name = "behind-" + scenario.type();
    List<Long> remaining = new ArrayList<>();
    List<Long> rates = new ArrayList<>();
    try (WorkerMetrics metrics = new WorkerMetrics(whole.worker().pid())) {
      whole.sink(name, topic, Map.of());
      Awaitility.await("caught up")
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                remaining.add(metrics.of(name, "remaining"));
                rates.add(metrics.of(name, "records-per-second"));
                return metrics.of(name, "records") == RECORDS
                    && remaining.get(remaining.size() - 1) == 0;
              });
      assertThat(metrics.of(name, "accepted")).isEqualTo(RECORDS);
      assertThat(metrics.of(name, "pending-records")).isZero();
    }

    List<Long> told = remaining.stream().filter(left -> left >= 0).distinct().toList();
    assertThat(told.get(0)).as("at first: %s", told).isBetween(1L, (long) RECORDS);
    assertThat(told.size()).as("seen on its way: %s", told).isGreaterThan(2);
    assertThat(told).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    assertThat(rates).anySatisfy(rate -> assertThat(rate).isPositive());
    List<String> lines =
        Awaitility.await("the log says so, too")
            .until(
                () -> whole.logLines().stream().filter(line -> line.contains(name)).toList(),
                all -> all.stream().anyMatch(line -> line.contains("caught up: ")));
    assertThat(lines).anyMatch(line -> line.contains("catching up: "));
    assertThat(lines).as("all that names it, Connect's own lines too").hasSizeLessThan(150);
    whole.rest().delete(name);
  }

  private static List<ProducerRecord<byte[], byte[]>> events(Scenario scenario, String topic) {
    List<ProducerRecord<byte[], byte[]>> events = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      events.add(scenario.event(topic, "e" + i / 60, "id" + i));
    }
    return events;
  }
}
