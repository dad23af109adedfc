package dev.annals.connector.record;

import dev.annals.model.RecordedEvent;
import dev.annals.model.store.LogEntry;
import java.util.List;
import java.util.UUID;

/** Turns outcomes into records: key, value, headers and timestamp as they came in. Thread-safe. */
public final class RecordEncoder {
  private final OutputTopics topics;
  private final String storeId;

  /**
   * Publishes what this store holds.
   *
   * @param storeId stamped on every record, so that the store's own sink refuses it
   */
  public RecordEncoder(OutputTopics topics, UUID storeId) {
    this.topics = topics;
    this.storeId = storeId.toString();
  }

  /** The record of an event that is in its stream. */
  public OutgoingRecord accepted(RecordedEvent event) {
    return Pending.later(topics, storeId, event);
  }

  /**
   * The records of an append that was rejected, one for each of its events; none for a duplicate,
   * and none where rejections are not published.
   */
  public List<OutgoingRecord> rejected(LogEntry.NotAccepted entry) {
    return Pending.later(topics, storeId, entry);
  }

  /**
   * The records that report a fact which met another version than expected, one for each of its
   * events, beside those of {@link #accepted}; none where all was as expected, and none where
   * exceptions are not published.
   */
  public List<OutgoingRecord> exceptions(LogEntry.Accepted entry) {
    return Pending.later(topics, storeId, entry);
  }
}
