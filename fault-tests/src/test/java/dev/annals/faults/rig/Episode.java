package dev.annals.faults.rig;

import dev.annals.faults.checker.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A part of a long run, with a keyspace, topics, connectors and a history of its own.
 *
 * @param number from 1
 * @param seed of its workload and of what its nemeses leave open
 */
record Episode(int number, long seed, List<Nemesis> nemeses, Path history) {
  /** The same for the same run's seed. */
  static Episode of(int number, Deck deck, int strikes, Path directory) {
    long seed = new Random(deck.seed() + number).nextInt(Integer.MAX_VALUE);
    Path history = directory.resolve("faults-long-%d-%d.jsonl".formatted(deck.seed(), number));
    return new Episode(number, seed, deck.hand(number, strikes), history);
  }

  /** What came of it: a report, or what broke it off. */
  sealed interface Result permits Checked, BrokenOff {
    Episode episode();
  }

  /** It ran to its end, and its history was held against the promises. */
  record Checked(Episode episode, Report report, long seconds) implements Result {}

  /** Something did not come about, or not to an end. */
  record BrokenOff(Episode episode, Throwable fault) implements Result {}
}
