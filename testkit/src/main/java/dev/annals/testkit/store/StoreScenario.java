package dev.annals.testkit.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the parts of {@link EventStoreContract} share: a stream and a source that nobody else has,
 * and short ways to append and read.
 */
abstract class StoreScenario {
  private final EventStoreContract contract;
  final StreamId stream = new StreamId("order", UUID.randomUUID().toString());
  final Source source = newSource();

  StoreScenario(EventStoreContract contract) {
    this.contract = contract;
  }

  EventStore store() {
    return contract.store();
  }

  OutcomeLog log() {
    return contract.log();
  }

  EventStore anotherClient() {
    return contract.anotherClient();
  }

  static Source newSource() {
    return new Source("orders-" + UUID.randomUUID(), 3, "k3Jx");
  }

  /** An event whose payload follows from its id. */
  static NewEvent event(String id) {
    return event(id, "payload of " + id);
  }

  static NewEvent event(String id, String payload) {
    return NewEvent.of(EventId.of(id), "order.changed", Bytes.of(payload.getBytes(UTF_8)));
  }

  /** A decision: rejected on conflict. */
  AppendRequest request(long position, String expected, String... ids) {
    return request(source, position, expected, ids);
  }

  AppendRequest request(Source from, long position, String expected, String... ids) {
    return request(from, position, expected, OnConflict.REJECT, events(ids));
  }

  /** A fact: accepted on conflict. */
  AppendRequest fact(long position, String expected, String... ids) {
    return request(source, position, expected, OnConflict.ACCEPT, events(ids));
  }

  AppendRequest request(
      Source from, long position, String expected, OnConflict onConflict, List<NewEvent> events) {
    return new AppendRequest(
        stream,
        events,
        ExpectedVersion.parse(expected),
        onConflict,
        new SourcePosition(from, position));
  }

  /** The same append, with a last event that closes the stream. */
  static AppendRequest closing(AppendRequest request) {
    List<NewEvent> events = new ArrayList<>(request.events());
    NewEvent last = events.remove(events.size() - 1);
    events.add(NewEvent.of(last.id(), NewEvent.CLOSE, last.payload()));
    return new AppendRequest(
        request.stream(), events, request.expected(), request.onConflict(), request.at());
  }

  private static List<NewEvent> events(String... ids) {
    List<NewEvent> events = new ArrayList<>();
    for (String id : ids) {
      events.add(event(id));
    }
    return events;
  }

  List<Outcome> append(AppendRequest... requests) {
    return Answers.of(store().append(List.of(requests)));
  }

  Outcome.Accepted accept(AppendRequest request) {
    Outcome outcome = append(request).get(0);
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return (Outcome.Accepted) outcome;
  }

  Outcome.Rejected reject(AppendRequest request) {
    Outcome outcome = append(request).get(0);
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return (Outcome.Rejected) outcome;
  }

  /**
   * Appends events {@code e<version>} until the stream has this many, from a source of their own,
   * whose positions are the versions.
   */
  void grow(Source from, int head) {
    int before = Math.toIntExact(head());
    List<AppendRequest> requests = new ArrayList<>();
    for (int version = before + 1; version <= head; version++) {
      requests.add(request(from, version, "any", "e" + version));
    }
    assertThat(Answers.of(store().append(requests)))
        .hasSize(head - before)
        .hasOnlyElementsOfType(Outcome.Accepted.class);
  }

  /** Writes the row that a feeder writes before it reports what was not accepted. */
  void writeRefusal(AppendRequest request, Outcome.NotAccepted outcome) {
    SourcePosition at = request.at();
    UUID owner = UUID.randomUUID();
    long bucket = Segment.bucketOf(at.position());
    Answers.of(log().claim(at.source(), bucket, owner, at.position()));
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Answers.of(
        log()
            .refuse(
                owner,
                new Refusal(at, stream, outcome, request.expected(), request.events(), now)));
  }

  long head() {
    return Answers.of(store().head(stream));
  }

  EventPage read(ReadRequest request) {
    return Answers.of(store().read(request));
  }

  /** The ids of the whole stream, in order, having checked that its versions are dense. */
  List<String> ids() {
    List<RecordedEvent> events = new ArrayList<>();
    EventPage page = read(ReadRequest.forwards(stream, 1, 400));
    events.addAll(page.events());
    while (page.next().isPresent()) {
      page = read(ReadRequest.forwards(stream, page.next().getAsLong(), 400));
      events.addAll(page.events());
    }
    List<String> ids = new ArrayList<>();
    for (RecordedEvent event : events) {
      ids.add(event.event().id().text());
      assertThat(event.version()).as("DENSE").isEqualTo(ids.size());
    }
    return ids;
  }
}
