package dev.annals.connector.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.connector.record.HeaderCodec.Envelope;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.RejectionReason;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.VersionMismatch;
import dev.annals.model.store.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/** Turns outcomes into records: key, value, headers and timestamp as they came in. Thread-safe. */
public final class RecordEncoder {
  private final OutputTopics topics;
  private final String storeId;
  private final Shapes shapes;

  /** Publishes what this store holds, as it is stored. */
  public RecordEncoder(OutputTopics topics, UUID storeId) {
    this(topics, storeId, Shapes.AS_STORED);
  }

  /**
   * Publishes what this store holds.
   *
   * @param storeId stamped on every record, so that the store's own sink refuses it
   * @param shapes of events that are in their streams; what was rejected goes back as it was sent
   */
  public RecordEncoder(OutputTopics topics, UUID storeId, Shapes shapes) {
    this.topics = topics;
    this.storeId = storeId.toString();
    this.shapes = shapes;
  }

  /** The records of an event that is in its stream: one for each of its {@link Shapes}. */
  public List<OutgoingRecord> accepted(RecordedEvent event) {
    List<OutgoingRecord> records = new ArrayList<>();
    for (Shaped shaped : shapes.of(event)) {
      Envelope envelope = envelope(shaped);
      addOutcome(envelope.headers(), "accepted");
      records.add(record(topics.accepted(), shaped, envelope));
    }
    return records;
  }

  /**
   * Likewise by a replay: marked with its run, and with all that the store keeps of the event.
   *
   * @param run which run of which replay
   */
  public List<OutgoingRecord> replayed(RecordedEvent event, String run) {
    List<OutgoingRecord> records = new ArrayList<>();
    for (Shaped shaped : shapes.of(event)) {
      Envelope envelope = envelope(shaped);
      addOutcome(envelope.headers(), "accepted");
      add(envelope.headers(), AnnalsHeaders.REPLAY, run);
      add(envelope.headers(), AnnalsHeaders.EVENT, StoredEventJson.write(shaped));
      records.add(record(topics.accepted(), shaped, envelope));
    }
    return records;
  }

  /**
   * The records of an append that was rejected, one for each of its events; none for a duplicate,
   * and none where rejections are not published.
   */
  public List<OutgoingRecord> rejected(LogEntry.NotAccepted entry) {
    TopicTemplate topic = topics.rejected();
    if (topic == null || !(entry.outcome() instanceof Outcome.Rejected rejected)) {
      return List.of();
    }
    List<OutgoingRecord> records = new ArrayList<>();
    for (NewEvent event : entry.events()) {
      Envelope envelope = envelope(event);
      addOutcome(envelope.headers(), "rejected");
      addReport(envelope.headers(), report(rejected), entry.at());
      records.add(record(topic, entry.stream(), entry.at(), event, envelope));
    }
    return records;
  }

  /**
   * The records that report a fact which met another version than expected, for each of its events
   * those of its {@link Shapes}, beside those of {@link #accepted}; none where all was as expected,
   * and none where exceptions are not published.
   */
  public List<List<OutgoingRecord>> exceptions(LogEntry.Accepted entry) {
    TopicTemplate topic = topics.exceptions();
    VersionMismatch mismatch = entry.exception();
    if (topic == null || mismatch == null) {
      return List.of();
    }
    List<List<OutgoingRecord>> records = new ArrayList<>();
    for (RecordedEvent event : entry.events()) {
      List<OutgoingRecord> ofEvent = new ArrayList<>();
      for (Shaped shaped : shapes.of(event)) {
        Envelope envelope = envelope(shaped);
        addOutcome(envelope.headers(), "exception");
        addReport(envelope.headers(), report(entry.stream(), mismatch), entry.at());
        ofEvent.add(record(topic, shaped, envelope));
      }
      records.add(ofEvent);
    }
    return records;
  }

  /** What differed, as both a rejection and an exception report it. */
  private record Report(
      RejectionReason reason,
      ExpectedVersion expected,
      long actual,
      @Nullable EventId rival,
      String message) {}

  private static Report report(Outcome.Rejected rejected) {
    return new Report(
        rejected.reason(),
        rejected.expected(),
        rejected.actual(),
        rejected.rival(),
        rejected.message());
  }

  private static Report report(StreamId stream, VersionMismatch mismatch) {
    String message =
        "%s was expected at version %s but was at %d: it happened, so it is recorded all the same"
            .formatted(stream, mismatch.expected().text(), mismatch.actual());
    return new Report(
        RejectionReason.VERSION_CONFLICT, mismatch.expected(), mismatch.actual(), null, message);
  }

  /** Events that came without headers, from elsewhere than a record, have their time at least. */
  static Envelope envelope(NewEvent event) {
    Bytes headers = event.headers();
    if (headers != null) {
      return HeaderCodec.decode(headers);
    }
    Instant time = event.eventTime();
    return new Envelope(new ConnectHeaders(), time == null ? null : time.toEpochMilli(), null);
  }

  /** What the record carries, of the shape and of the event's place in its stream. */
  private static Envelope envelope(Shaped shaped) {
    Envelope envelope = envelope(shaped.event().event());
    if (shaped instanceof Shaped.Upcast upcast) {
      envelope = UpcastHeaders.of(upcast, envelope);
    }
    addVersion(envelope.headers(), shaped.event());
    if (shaped instanceof Shaped.NotUpcast failed) {
      add(envelope.headers(), AnnalsHeaders.UPCAST_FAILURE, failed.reason());
    }
    return envelope;
  }

  private static OutgoingRecord record(TopicTemplate topic, Shaped shaped, Envelope envelope) {
    TopicTemplate deadLetters =
        shaped instanceof Shaped.NotUpcast failed ? failed.deadLetters() : null;
    RecordedEvent event = shaped.event();
    return record(
        deadLetters == null ? topic : deadLetters,
        event.stream(),
        event.at(),
        event.event(),
        envelope);
  }

  private static OutgoingRecord record(
      TopicTemplate topic, StreamId stream, SourcePosition at, NewEvent event, Envelope envelope) {
    return new OutgoingRecord(
        topic.topic(stream.entityType(), at.source().name()),
        array(event.key()),
        envelope.keySchema(),
        array(event.payload()),
        event.schemaId(),
        envelope.headers(),
        envelope.timestamp());
  }

  private static byte @Nullable [] array(@Nullable Bytes bytes) {
    return bytes == null ? null : bytes.toArray();
  }

  private static void addVersion(Headers headers, RecordedEvent event) {
    add(headers, AnnalsHeaders.ENTITY_VERSION, Long.toString(event.version()));
    add(headers, AnnalsHeaders.SEQUENCE, "%020d".formatted(event.version()));
  }

  private void addOutcome(Headers headers, String outcome) {
    add(headers, AnnalsHeaders.STORE, storeId);
    add(headers, AnnalsHeaders.OUTCOME, outcome);
  }

  private static void addReport(Headers headers, Report report, SourcePosition at) {
    String reason = report.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    add(headers, AnnalsHeaders.REASON, reason);
    add(headers, AnnalsHeaders.EXPECTED, report.expected().text());
    add(headers, AnnalsHeaders.ACTUAL, Long.toString(report.actual()));
    if (report.rival() != null) {
      add(headers, AnnalsHeaders.RIVAL, report.rival().text());
    }
    add(headers, AnnalsHeaders.MESSAGE, report.message());
    add(headers, AnnalsHeaders.POSITION, at.toString());
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(UTF_8), Schema.BYTES_SCHEMA);
  }
}
