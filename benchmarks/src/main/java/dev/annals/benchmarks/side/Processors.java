package dev.annals.benchmarks.side;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The processor time that each process of a run has taken so far, and the processes.
 *
 * @param of the process, by name
 * @param taken by the process with the name
 */
record Processors(Map<String, ProcessHandle> of, Map<String, Duration> taken) {
  static Processors now(Map<String, ProcessHandle> of) {
    Map<String, Duration> taken = new LinkedHashMap<>();
    of.forEach(
        (name, process) ->
            taken.put(name, process.info().totalCpuDuration().orElse(Duration.ZERO)));
    return new Processors(of, taken);
  }

  /** What each has taken since then, in microseconds for each of so many events. */
  Map<String, Double> microsSince(long events) {
    Map<String, Double> micros = new LinkedHashMap<>();
    now(of)
        .taken
        .forEach(
            (name, now) -> {
              Duration before = taken.getOrDefault(name, now);
              micros.put(name, now.minus(before).toNanos() / 1e3 / events);
            });
    return micros;
  }
}
