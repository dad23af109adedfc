package dev.annals.faults.rig;

import dev.annals.faults.checker.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A part of a long run, with a keyspace, topics, connectors and a history of its own.
 *
 * @param number from 1
 * @param seed of its workload and of what its nemeses leave open
 */
record Episode(int number, long seed, List<Nemesis> nemeses, Path history) {
  private static final int USUAL_WINDOW = 1_000;
  private static final int SMALL_WINDOW = 20;

  /** The same for the same run's seed. */
  static Episode of(int number, Deck deck, int strikes, Path directory) {
    long seed = new SplittableRandom(deck.seed() * 31 + number).nextInt(Integer.MAX_VALUE);
    Path history = directory.resolve("faults-long-%d-%d.jsonl".formatted(deck.seed(), number));
    return new Episode(number, seed, deck.hand(number, strikes), history);
  }

  /**
   * Among how many last events of a stream an id is looked for: as many as by default, and every
   * second time so few that requests are sent again at the end of the window and beyond it.
   */
  int dedupeWindow() {
    return number % 2 == 0 ? SMALL_WINDOW : USUAL_WINDOW;
  }

  /** What came of it. */
  sealed interface Result permits Checked, BrokenOff {
    Episode episode();

    /** What the history says of the promises, as far as it goes. */
    Report report();
  }

  /** It ran to its end, and its history was held against the promises. */
  record Checked(Episode episode, Report report, long seconds) implements Result {
    @Override
    public String toString() {
      return "%,d requests in %d s, %d violations"
          .formatted(report.requests(), seconds, report.violations().size());
    }
  }

  /** Something did not come about, or not to an end; what was seen till then was checked. */
  record BrokenOff(Episode episode, Throwable fault, Report report) implements Result {
    @Override
    public String toString() {
      return "broken off: " + fault.toString().lines().findFirst().orElse("");
    }
  }
}
