package dev.annals.source;

import dev.annals.connector.metrics.TaskMetrics;
import dev.annals.connector.store.ConnectionNotice;
import dev.annals.connector.upcast.UpcastCounters;
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
}
