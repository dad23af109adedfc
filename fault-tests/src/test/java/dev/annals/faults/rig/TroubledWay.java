package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Rule;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Trouble on the way between connectors and Cassandra, until there was enough of it.
 *
 * @param kind makes it, given a seed
 * @param enough how often it has to do harm
 */
record TroubledWay(String name, LongFunction<Trouble> kind, int enough) implements Nemesis {
  /** Answers that took hold and are told nobody. */
  static TroubledWay swallowed() {
    return new TroubledWay("swallowed answers", SwallowedAnswers::new, 8);
  }

  /** Requests that never arrive: nothing took hold, and nobody is told. */
  static TroubledWay unheard() {
    return new TroubledWay("requests that never arrive", LostRequests::new, 8);
  }

  /** Answers that are lost in every way there is, of requests that arrived and that did not. */
  static TroubledWay lost() {
    return new TroubledWay("lost answers", LostAnswers::new, 40);
  }

  /** Answers that come late. */
  static TroubledWay slow() {
    return new TroubledWay("slow answers", SlowAnswers::new, 30);
  }

  /** Connections that are cut. */
  static TroubledWay cut() {
    return new TroubledWay("cut connections", CutConnections::new, 5);
  }

  /** The same, and in the middle of it something else. */
  Nemesis with(Nemesis other) {
    String both = other.name() + " with " + name;
    return new Nemesis() {
      @Override
      public String name() {
        return both;
      }

      @Override
      public void strike(Rig rig, Random random) {
        TroubledWay.this.strike(rig, random, () -> other.strike(rig, random));
      }
    };
  }

  @Override
  public void strike(Rig rig, Random random) {
    strike(rig, random, () -> {});
  }

  private void strike(Rig rig, Random random, Runnable meanwhile) {
    Trouble trouble = kind.apply(random.nextLong());
    rig.site().proxy().rule(trouble);
    try {
      meanwhile.run();
      Tasks.await("%d times %s".formatted(enough, name)).until(() -> trouble.count() >= enough);
    } finally {
      rig.site().proxy().rule(Rule.NONE);
    }
    rig.awaitRunning();
  }
}
