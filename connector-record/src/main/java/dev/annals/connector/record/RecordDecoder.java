package dev.annals.connector.record;

import dev.annals.connector.kind.KindWriter;
import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.SourcePosition;
import dev.annals.model.decision.AppendLimits;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into appends, and control records into instructions. Never throws for what a record
 * holds. Thread-safe.
 */
public final class RecordDecoder {
  /** The event type under which a record that is none is kept. */
  public static final String UNDECODABLE = "undecodable";

  private final RecordMapping mapping;
  private final String storeId;
  private final KindWriter kinds = new KindWriter();

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
    try {
      requireFromElsewhere(record);
      DecodedRecord decoded = read(record, at);
      requireFits(decoded);
      return decoded;
    } catch (NotDecodable reason) {
      return new DecodedRecord.Undecodable(
          at, place(record) + ": " + reason.getMessage(), raw(record, at));
    }
  }

  private DecodedRecord read(SinkRecord record, SourcePosition at) throws NotDecodable {
    if (mapping.versions() == VersionMode.NEXT) {
      return new RecordReading(mapping, record, at, kinds).decoded();
    }
    ReplayedReading reading = new ReplayedReading(mapping.versions(), record, at, kinds);
    AppendRequest request = reading.append();
    return new DecodedRecord.Append(request, reading.needed());
  }

  private static String place(SinkRecord record) {
    return Origin.of(record).toString();
  }

  /** Else every event the source publishes would be appended again, for ever. */
  private void requireFromElsewhere(SinkRecord record) throws NotDecodable {
    if (new HeaderClaims(record.headers(), mapping).isFrom(storeId)) {
      throw new NotDecodable(
          "this store published the record itself (header %s): take the topic out of the sink's"
                  .formatted(AnnalsHeaders.STORE)
              + " topics or topics.regex");
    }
  }

  private static void requireFits(DecodedRecord decoded) throws NotDecodable {
    int size = 0;
    if (decoded instanceof DecodedRecord.Append append) {
      size = append.request().sizeBytes();
    } else if (decoded instanceof DecodedRecord.Control control) {
      size = control.event().sizeBytes();
    }
    requireFits(size);
  }

  static void requireFits(int size) throws NotDecodable {
    if (size > AppendLimits.MAX_BYTES) {
      throw new NotDecodable(
          "it takes %,d bytes with key, headers and attributes, but at most %,d fit one append:"
                  .formatted(size, AppendLimits.MAX_BYTES)
              + " keep large content elsewhere and send a reference to it, or split a batch");
    }
  }

  /** The record as far as it can be kept: without the parts that break the size limit. */
  private NewEvent raw(SinkRecord record, SourcePosition at) {
    Bytes key = orAbsent(() -> RecordKey.kept(record, kinds).bytes());
    Bytes value = orAbsent(() -> RecordValue.of(record, kinds).bytes());
    Bytes headers = HeaderCodec.encode(record.headers(), record.timestamp());
    NewEvent whole = raw(record, at, value, key, headers);
    if (whole.sizeBytes() <= AppendLimits.MAX_BYTES) {
      return whole;
    }
    NewEvent withoutValue = raw(record, at, null, key, headers);
    return withoutValue.sizeBytes() <= AppendLimits.MAX_BYTES
        ? withoutValue
        : raw(record, at, null, null, null);
  }

  private static NewEvent raw(
      SinkRecord record,
      SourcePosition at,
      @Nullable Bytes value,
      @Nullable Bytes key,
      @Nullable Bytes headers) {
    Long timestamp = record.timestamp();
    Instant time = timestamp == null ? null : Instant.ofEpochMilli(timestamp);
    return new NewEvent(
        EventId.of(at, 0), UNDECODABLE, 1, null, null, value, Map.of(), key, headers, time);
  }

  /** A part of a record that may be what makes it undecodable. */
  private interface Part {
    @Nullable Bytes bytes() throws NotDecodable;
  }

  private static @Nullable Bytes orAbsent(Part part) {
    try {
      return part.bytes();
    } catch (NotDecodable unreadable) {
      return null;
    }
  }
}
