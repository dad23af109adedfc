package dev.annals.connector.record;

import dev.annals.model.SourcePosition;
import java.util.UUID;
import org.apache.kafka.connect.sink.SinkRecord;

/** Turns records into appends. Never throws for what a record holds. Thread-safe. */
public final class RecordDecoder {
  /** The event type under which a record that is none is kept. */
  public static final String UNDECODABLE = "undecodable";

  private final RecordMapping mapping;
  private final String storeId;

  /**
   * Reads records by this mapping.
   *
   * @param storeId the store the appends go to: what its own source published is not appended again
   */
  public RecordDecoder(RecordMapping mapping, UUID storeId) {
    this.mapping = mapping;
    this.storeId = storeId.toString();
  }

  /**
   * Reads one record.
   *
   * @param at where it stands in its source; identifies an event that has no id
   */
  public DecodedRecord decode(SinkRecord record, SourcePosition at) {
    return Pending.later(mapping, storeId, record, at);
  }
}
