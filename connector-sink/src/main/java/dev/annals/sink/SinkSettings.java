package dev.annals.sink;

import dev.annals.connector.config.SourceNaming;
import dev.annals.connector.record.RecordMapping;
import dev.annals.sink.snapshot.SnapshotSettings;
import dev.annals.store.CassandraSettings;

/**
 * What a sink task was configured with.
 *
 * @param cassandra how to reach the store
 * @param mapping how records become events
 * @param naming what sources are called
 * @param acceptsMappingChange whether sources go on though another mapping read them before
 * @param maxPendingRecords above this many records that are not logged the task pauses
 * @param maxPendingBytes above this many bytes of them likewise
 * @param deadLetterQueue whether undecodable records are kept aside
 * @param deadLetterMaxBytes the largest request that the queue's producer sends
 * @param snapshots which snapshots are taken
 */
record SinkSettings(
    CassandraSettings cassandra,
    RecordMapping mapping,
    SourceNaming naming,
    boolean acceptsMappingChange,
    long maxPendingRecords,
    long maxPendingBytes,
    boolean deadLetterQueue,
    int deadLetterMaxBytes,
    SnapshotSettings snapshots) {
  /** What a producer of Kafka sends at most unless set otherwise. */
  static final int PRODUCER_MAX_BYTES = 1 << 20;
}
