package dev.annals.source;

import dev.annals.connector.metrics.TaskMetrics;
import dev.annals.connector.store.ConnectionNotice;
import dev.annals.connector.upcast.UpcastCounters;
import dev.annals.source.replay.ReplayCounters;
import dev.annals.source.state.StateCounters;
import dev.annals.source.tail.TailCounters;

/** What a source task shows of itself. */
final class Gauges {
  private Gauges() {}

  static void show(
      TaskMetrics metrics,
      TailCounters counters,
      UpcastCounters upcasts,
      ConnectionNotice connection) {
    metrics.gauge("accepted", "Accepted events published since the start", counters::accepted);
    metrics.gauge(
        "early",
        "Accepted events among them that were read from their stream, ahead of their source",
        counters::early);
    metrics.gauge(
        "repaired",
        "Accepted events among them that were read from their stream since the log had lost them",
        counters::repaired);
    metrics.gauge("rejected", "Rejected events published since the start", counters::rejected);
    metrics.gauge(
        "exceptions", "Exceptions of facts published since the start", counters::exceptions);
    metrics.gauge("upcast", "Events published in a newer shape since the start", upcasts::upcast);
    metrics.gauge("upcast-dropped", "Events that rules dropped since the start", upcasts::dropped);
    metrics.gauge("upcast-failed", "Events whose upcast failed since the start", upcasts::failed);
    metrics.gauge("duplicates", "Duplicates passed over since the start", counters::duplicates);
    metrics.gauge("lag", "Positions decided and not published yet, of all sources", counters::lag);
    metrics.gauge("early-positions", "Early positions in the offsets", counters::earlyPositions);
    metrics.gauge("buffered-bytes", "Bytes of the log read ahead", counters::bufferedBytes);
    metrics.gauge("sources", "Partitions of topics that feed the store", counters::sources);
    metrics.gauge(
        "store-reachable", "1, or 0 while Cassandra does not answer", connection::reachableGauge);
  }

  /** What it shows of states besides. */
  static void show(TaskMetrics metrics, StateCounters counters) {
    metrics.gauge("states", "States published since the start", counters::published);
    metrics.gauge(
        "state-failures",
        "States left out since the start: they could not be told, or were too large",
        counters::failures);
  }

  /** What it shows of a replay besides. */
  static void show(TaskMetrics metrics, ReplayCounters counters) {
    metrics.gauge("replay-events", "Events replayed since the start", counters::events);
    metrics.gauge("replay-streams", "Streams of which something was replayed", counters::streams);
    metrics.gauge("replay-ranges", "Ranges of the token ring of this task", counters::ranges);
    metrics.gauge("replay-ranges-done", "Those of them that are done", counters::rangesDone);
    metrics.gauge("replay-per-mille", "How much of them is done", counters::perMille);
    metrics.gauge(
        "replay-events-per-second", "Events replayed in a second", counters::eventsPerSecond);
    metrics.gauge(
        "replay-finished", "1 if the replay is over, in all tasks", counters::finishedGauge);
  }
}
