package dev.annals.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.connector.record.AnnalsHeaders;
import dev.annals.connector.record.OutgoingRecord;
import dev.annals.connector.record.TopicTemplate;
import dev.annals.model.RecordedEvent;
import dev.annals.source.state.PublishedState;
import dev.annals.source.state.StateCounters;
import dev.annals.source.state.States;
import dev.annals.source.state.StatesOfPoll;
import dev.annals.source.tail.Emission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;

/**
 * Makes records of states. Their key is the entity's id, so that a compacted topic keeps the newest
 * one of each; no value says that there is none any more. One thread may use it.
 */
final class StatePublisher implements AutoCloseable {
  /**
   * What producers of Kafka send and topics take unless they are told otherwise. It does not grow
   * with the producer's limit: nobody knows the topic's, and a record that it refuses would stop
   * the task, events and all.
   */
  static final int MAX_RECORD_BYTES = 1 << 20;

  private final States states;
  private final StateCounters counters;
  private final TopicTemplate topic;
  private final String store;
  private StatesOfPoll ofPoll;

  /** Publishes states of a store to a topic for each entity type. */
  StatePublisher(States states, StateCounters counters, TopicTemplate topic, UUID store) {
    this.states = states;
    this.counters = counters;
    this.topic = topic;
    this.store = store.toString();
    this.ofPoll = states.with(List.of());
  }

  /** From now on it is asked about these, in their order. */
  void begin(List<Publication> poll) {
    List<RecordedEvent> events = new ArrayList<>();
    for (Publication publication : poll) {
      event(publication).ifPresent(events::add);
    }
    ofPoll = states.with(events);
  }

  private static Optional<RecordedEvent> event(Publication publication) {
    return publication.content() instanceof Publication.OfStore of
            && of.content() instanceof Emission.Happened happened
        ? Optional.of(happened.event())
        : Optional.empty();
  }

  /** The state that is published together with it; empty if none is due, or it cannot be told. */
  Optional<OutgoingRecord> with(Publication publication) {
    return event(publication).flatMap(ofPoll::after).flatMap(this::record);
  }

  private Optional<OutgoingRecord> record(PublishedState state) {
    OutgoingRecord record =
        new OutgoingRecord(
            topic.topic(state.stream().entityType(), ""),
            state.stream().entityId().getBytes(UTF_8),
            null,
            state.document() == null ? null : state.document().toArray(),
            null,
            headers(state),
            state.recordedAt().toEpochMilli());
    int bytes = RequestLimit.sizeBytes(record);
    if (bytes > MAX_RECORD_BYTES) {
      counters.fail(
          state.stream(),
          state.version(),
          state.reducer(),
          "it takes %,d bytes as a record, but %,d at most are published: keep less in it"
              .formatted(bytes, MAX_RECORD_BYTES));
      return Optional.empty();
    }
    counters.publish();
    return Optional.of(record);
  }

  private Headers headers(PublishedState state) {
    ConnectHeaders headers = new ConnectHeaders();
    add(headers, AnnalsHeaders.ENTITY_TYPE, state.stream().entityType());
    add(headers, AnnalsHeaders.ENTITY_ID, state.stream().entityId());
    add(headers, AnnalsHeaders.ENTITY_VERSION, Long.toString(state.version()));
    if (state.document() != null) {
      add(headers, AnnalsHeaders.CONTENT_TYPE, "application/json");
    }
    add(headers, AnnalsHeaders.STORE, store);
    add(headers, AnnalsHeaders.REDUCER, state.reducer().text());
    return headers;
  }

  @Override
  public void close() {
    states.close();
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(UTF_8), Schema.BYTES_SCHEMA);
  }
}
