package dev.annals.sink;

import dev.annals.connector.record.DecodedRecord;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.OutcomeLog;
import dev.annals.sink.snapshot.SnapshotTaker;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What the feeds of one task share, once its store is open.
 *
 * @param store keeps the streams
 * @param log keeps the outcomes
 * @param loop guards everything here
 * @param lanes order what is done to each stream
 * @param controls carry out what is no append
 * @param decode turns records into appends
 * @param mapping the fingerprint of what decode goes by
 * @param deadLetters takes what cannot be decoded
 * @param gaps tells of positions that are gone from the topic
 * @param backlog counts what is not logged yet
 * @param tally counts what became of records
 * @param snapshots is told what is accepted
 * @param clock the appender's
 * @param refusedRetention how long refused rows are kept
 */
record TaskParts(
    EventStore store,
    OutcomeLog log,
    TaskLoop loop,
    Lanes lanes,
    Controls controls,
    Decode decode,
    String mapping,
    DeadLetters deadLetters,
    Gaps gaps,
    Backlog backlog,
    Tally tally,
    SnapshotTaker snapshots,
    InstantSource clock,
    Duration refusedRetention) {

  /** Turns a record into what it asks for, or says why it cannot; never throws. */
  interface Decode {
    DecodedRecord decode(SinkRecord record, SourcePosition at);
  }
}
