package dev.annals.benchmarks.side;

/**
 * What one side does once: the first events warm it up and fill its queues, the others count.
 *
 * @param name tells it apart from all others of the run
 * @param warmUp how many events do not count
 * @param events how many events there are in all
 */
public record Round(String name, Workload workload, int warmUp, int events) {
  public Round {
    if (warmUp < 1 || events <= warmUp || warmUp % Workload.EVENTS_PER_BURST != 0) {
      throw new IllegalArgumentException("warms up with %d of %d events".formatted(warmUp, events));
    }
  }

  /** The id of the entity that an event belongs to. */
  String entity(int event) {
    return name + "-" + workload.streamOf(event);
  }
}
