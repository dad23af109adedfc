package dev.annals.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a product that does all well makes of the records of a fuzzer. */
record Rows(Fuzzer fuzzer) {
  private static final String TOPIC = "fuzz";

  /** A row of {@code events}; what is not known of the event is made up. */
  EventSeen event(FuzzedRecord record, int index) {
    byte[] key = record.key();
    FuzzedEvent event =
        record.meant().isEmpty()
            ? new FuzzedEvent(
                "t",
                new String(Objects.requireNonNull(key), UTF_8),
                "i",
                "t",
                null,
                Map.of(),
                record.value())
            : record.meant().get(index);
    return new EventSeen(
        partition(record),
        offset(record),
        1 + index,
        index,
        null,
        event,
        key,
        record.headersOfEvents(),
        record.timestamp());
  }

  RefusedSeen refused(FuzzedRecord record, Outcome outcome) {
    byte[] key = record.key();
    String entityId = outcome == Outcome.UNDECODABLE || key == null ? null : new String(key, UTF_8);
    return new RefusedSeen(partition(record), offset(record), outcome, entityId, 1);
  }

  /** An event on the topic of those that were accepted. */
  PublishedSeen accepted(FuzzedRecord record, int index) {
    FuzzedEvent event = event(record, index).event();
    List<FuzzedHeader> headers = new ArrayList<>(record.headersOfEvents());
    headers.add(header("ce_entityversion", Integer.toString(1 + index)));
    headers.add(header("ce_sequence", "%020d".formatted(1 + index)));
    headers.add(header("annals-store", "store"));
    headers.add(header("annals-outcome", "accepted"));
    String topic = TOPIC + ".accepted." + event.entityType().replaceAll("[^a-zA-Z0-9._-]", "_");
    return published(
        topic.substring(0, Math.min(249, topic.length())), record, event.payload(), headers);
  }

  PublishedSeen rejected(FuzzedRecord record) {
    List<FuzzedHeader> headers = new ArrayList<>(record.headersOfEvents());
    headers.add(header("annals-store", "store"));
    headers.add(header("annals-outcome", "rejected"));
    headers.add(header("annals-reason", "closed"));
    headers.add(header("annals-expected", "any"));
    headers.add(header("annals-actual", "1"));
    headers.add(header("annals-message", "It is closed."));
    headers.add(
        header(
            "annals-position", "%s-%d@0:%d".formatted(TOPIC, partition(record), offset(record))));
    return published(TOPIC + ".rejected", record, record.value(), headers);
  }

  private static PublishedSeen published(
      String topic, FuzzedRecord record, byte @Nullable [] value, List<FuzzedHeader> headers) {
    Long timestamp = record.timestamp();
    return new PublishedSeen(
        topic + "-0@0",
        TOPIC,
        topic,
        record.key(),
        value,
        headers,
        timestamp == null ? 0 : timestamp);
  }

  private static FuzzedHeader header(String name, String text) {
    return new FuzzedHeader(name, text.getBytes(UTF_8));
  }

  int partition(FuzzedRecord record) {
    return (int) (record.number() % fuzzer.lanes());
  }

  long offset(FuzzedRecord record) {
    return record.number() / fuzzer.lanes();
  }
}
