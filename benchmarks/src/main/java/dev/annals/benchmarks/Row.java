package dev.annals.benchmarks;

import dev.annals.benchmarks.side.Rate;
import dev.annals.benchmarks.side.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A line of the table: what was measured beside a floor.
 *
 * @param rates of what was measured, by round
 * @param floorRates of the floor, by round
 * @param goal the share of the floor that is to be reached, or 0 where there is none
 */
record Row(
    String measured, String floor, List<Double> rates, List<Double> floorRates, double goal) {

  static List<Row> of(
      String measured, Side side, Map<Side, List<Rate>> rates, Map<Side, Double> goals) {
    List<Row> rows = new ArrayList<>();
    for (Side floor : rates.keySet()) {
      if (floor != side) {
        rows.add(
            new Row(
                measured,
                floor.name(),
                perSecond(rates, side),
                perSecond(rates, floor),
                goals.getOrDefault(floor, 0.0)));
      }
    }
    return rows;
  }

  private static List<Double> perSecond(Map<Side, List<Rate>> rates, Side side) {
    return Objects.requireNonNull(rates.get(side)).stream().map(Rate::eventsPerSecond).toList();
  }

  /** The median of the shares of the floor, each within one round. */
  double share() {
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      shares.add(rates.get(i) / floorRates.get(i));
    }
    return median(shares);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
