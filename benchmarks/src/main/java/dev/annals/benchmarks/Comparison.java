package dev.annals.benchmarks;

import dev.annals.benchmarks.side.Rate;
import dev.annals.benchmarks.side.Round;
import dev.annals.benchmarks.side.Side;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Several sides that do the same, round by round, forwards and backwards by turns, so that none is
 * always the one that comes after another's leftovers.
 */
final class Comparison {
  /** Code that has run for a few seconds only is still being compiled. */
  private static final int WARM_UPS = 2;

  private final List<Side> sides;
  private final IntFunction<Round> rounds;
  private final PrintStream out;

  /**
   * A comparison.
   *
   * @param rounds gives the round with a number; the first ones are warm-ups
   * @param out is told how it goes
   */
  Comparison(List<Side> sides, IntFunction<Round> rounds, PrintStream out) {
    this.sides = List.copyOf(sides);
    this.rounds = rounds;
    this.out = out;
  }

  /** What each side achieved in each round that counts. */
  Map<Side, List<Rate>> run(int count) throws Exception {
    Map<Side, List<Rate>> rates = new LinkedHashMap<>();
    sides.forEach(side -> rates.put(side, new ArrayList<>()));
    for (int number = 0; number < WARM_UPS + count; number++) {
      for (Side side : sides) {
        side.prepare(named(rounds.apply(number), side));
      }
    }
    for (int number = 0; number < WARM_UPS + count; number++) {
      List<Side> order = new ArrayList<>(sides);
      if (number % 2 == 1) {
        Collections.reverse(order);
      }
      for (Side side : order) {
        Rate rate = side.run(named(rounds.apply(number), side));
        out.printf(
            "  %-9s %-46s %,9.0f events/s, processor time %s%n",
            number < WARM_UPS ? "warm-up" : "round " + (number - WARM_UPS + 1),
            side.name(),
            rate.eventsPerSecond(),
            micros(rate));
        if (number >= WARM_UPS) {
          Objects.requireNonNull(rates.get(side)).add(rate);
        }
      }
    }
    return rates;
  }

  private static String micros(Rate rate) {
    return rate.processorMicros().entrySet().stream()
        .map(part -> "%s %.0f".formatted(part.getKey(), part.getValue()))
        .collect(Collectors.joining(", ", "", " µs each"));
  }

  private Round named(Round round, Side side) {
    return new Round(
        round.name() + "_" + sides.indexOf(side), round.workload(), round.warmUp(), round.events());
  }
}
