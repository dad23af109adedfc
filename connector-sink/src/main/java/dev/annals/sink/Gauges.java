package dev.annals.sink;

import dev.annals.connector.metrics.TaskMetrics;
import dev.annals.connector.store.ConnectionNotice;
import dev.annals.sink.snapshot.SnapshotTally;

/** What a sink task shows of itself. */
final class Gauges {
  private Gauges() {}

  static void show(TaskMetrics metrics, StartedSink sink, ConnectionNotice connection) {
    Tally tally = sink.tally();
    Backlog backlog = sink.backlog();
    Pace pace = sink.pace();
    SnapshotTally snapshots = sink.snapshots();
    metrics.gauge("records", "Records taken since the task started", tally.records::sum);
    metrics.gauge("accepted", "Records whose events are in their streams", tally.accepted::sum);
    metrics.gauge(
        "exceptions", "Accepted facts that had expected another version", tally.exceptions::sum);
    metrics.gauge(
        "duplicates", "Records whose events were in their streams already", tally.duplicates::sum);
    metrics.gauge("rejected", "Records that were refused", tally.rejected::sum);
    metrics.gauge(
        "undecodable", "Records that went to the dead-letter queue", tally.undecodable::sum);
    metrics.gauge(
        "controls",
        "Control records that were carried out: snapshots written, streams truncated",
        tally.controls::sum);
    metrics.gauge("redelivered", "Records that were delivered again and let go", tally.known::sum);
    metrics.gauge(
        "redelivered-unproven",
        "Those of them that could not be compared with what was decided",
        tally.unproven::sum);
    metrics.gauge(
        "undelivered",
        "Offsets that were to come next and did not: holes, or removed by retention",
        tally.undelivered::sum);
    metrics.gauge(
        "ownership-lost",
        "How often another task turned out to feed a source of this one",
        tally.ownershipLost::sum);
    metrics.gauge(
        "remaining",
        "Offsets to the end of the partitions, as the consumer last saw it, and the records pending;"
            + " -1 while that is not known",
        pace::remaining);
    metrics.gauge(
        "records-per-second", "Records logged in a second, over the last ten", pace::perSecond);
    metrics.gauge("pending-records", "Records taken and not logged yet", backlog::records);
    metrics.gauge("pending-bytes", "Bytes of the records not logged yet", backlog::bytes);
    metrics.gauge("appends-in-flight", "Streams that are being appended to", tally.appending::sum);
    metrics.gauge("snapshots-taken", "Snapshots written", snapshots.taken::sum);
    metrics.gauge(
        "snapshots-failed",
        "Snapshots that were not written, because of the reducer, the state or the store",
        snapshots.failed::sum);
    metrics.gauge(
        "snapshots-dropped",
        "Snapshots left to the next boundary, because too many streams waited",
        snapshots.dropped::sum);
    metrics.gauge(
        "snapshots-pending", "Streams that wait for a snapshot or get one", snapshots.pending::sum);
    metrics.gauge(
        "store-reachable", "1, or 0 while Cassandra does not answer", connection::reachableGauge);
    metrics.gauge("store-retries", "Calls to Cassandra that were sent again", connection::retries);
  }
}
