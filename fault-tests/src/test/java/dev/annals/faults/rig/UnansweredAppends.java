package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Answer;
import dev.annals.testkit.proxy.Rule;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Appends that are done, and whose answers do not arrive. */
final class UnansweredAppends implements Nemesis {
  private static final int ANSWERS = 5;

  @Override
  public String name() {
    return "swallowed answers to appends";
  }

  @Override
  public void strike(Rig rig, Random random) {
    AtomicInteger swallowed = new AtomicInteger();
    rig.site()
        .proxy()
        .rule(
            new Rule() {
              @Override
              public Answer answer(String cql) {
                return cql.startsWith("UPDATE events") && swallowed.incrementAndGet() <= ANSWERS
                    ? Answer.SWALLOWED
                    : Answer.DELIVERED;
              }
            });
    Awaitility.await("%d answers are swallowed".formatted(ANSWERS))
        .atMost(Duration.ofMinutes(1))
        .until(() -> swallowed.get() > ANSWERS);
    rig.site().proxy().rule(Rule.NONE);
  }
}
