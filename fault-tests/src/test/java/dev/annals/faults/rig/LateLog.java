package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Rule;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;

/** Segments that are late, so that one source is logged while another waits. */
final class LateLog implements Nemesis {
  private static final int EVENTS = 5;

  @Override
  public String name() {
    return "a log that is late";
  }

  @Override
  public void strike(Rig rig, Random random) {
    Random one = new Random(random.nextLong());
    Withheld segments =
        new Withheld(cql -> cql.startsWith("INSERT INTO log") && one.nextInt(3) == 0);
    rig.site().proxy().rule(segments);
    Awaitility.await("events are logged before those that come before them")
        .atMost(Duration.ofMinutes(1))
        .until(() -> StoredEvents.of(rig).loggedBeforeTheirPredecessors() > EVENTS);
    rig.site().proxy().rule(Rule.NONE);
  }
}
