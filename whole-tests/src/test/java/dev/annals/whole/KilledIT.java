package dev.annals.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@Breakable.Tests
class KilledIT {
  private static final int KILLS = 10;

  @Test
  void a_worker_killed_ten_times_in_mid_load_loses_and_doubles_nothing() {
    Breakable breakable = Breakable.get();
    breakable.dismissSecond();
    Scenario scenario = new Scenario(breakable.whole(), "killed");
    String topic = scenario.topic("in", 2);
    scenario.topic("accepted", 1);
    scenario.whole().sink("killed", topic, Map.of("tasks.max", "2"));
    try (Load load = new Load(scenario, topic, 10)) {
      for (int kill = 1; kill <= Integer.getInteger("annals.kills", KILLS); kill++) {
        awaitPublishing(scenario);
        load.awaitMidLoad();
        int sent = load.sent();
        breakable.first().kill();
        assertThat(load.decided()).as("kill %d is in mid-load", kill).isLessThan(sent);
        breakable.first().start();
      }
      Account.settle(scenario, topic, load);
    }
    scenario.whole().rest().delete("killed");
  }

  /** Waits until the source is at work as well, since the last kill. */
  private static void awaitPublishing(Scenario scenario) {
    long before = published(scenario);
    Awaitility.await("more is published")
        .atMost(Duration.ofMinutes(1))
        .until(() -> published(scenario) > before);
  }

  /** Where the published topic ends; nothing of an open transaction counts. */
  private static long published(Scenario scenario) {
    return scenario.whole().topics().ends(scenario.type() + ".accepted").values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
