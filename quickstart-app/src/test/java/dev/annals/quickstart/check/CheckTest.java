package dev.annals.quickstart.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.Source;
import dev.annals.model.StreamId;
import dev.annals.quickstart.cassandra.EventRow;
import dev.annals.quickstart.cassandra.ProgressRow;
import dev.annals.quickstart.cassandra.RefusedRow;
import dev.annals.quickstart.kafka.TopicRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A story of three events, of which the third is rejected; then one thing after another differs.
 */
class CheckTest {
  private static final UUID STORE = new UUID(1, 2);
  private static final Source SOURCE = new Source("story", 0, "x");

  private final List<TopicRecord> sent =
      new Sent()
          .event("order", "1", "a", "none")
          .event("order", "1", "ann", "1")
          .event("order", "1", "ben", "1")
          .records();
  private final List<EventRow> events =
      new ArrayList<>(List.of(row(1, 2, "/s a"), row(2, 2, "/s ann")));
  private final List<RefusedRow> refused = new ArrayList<>(List.of(rejection("/s ann")));
  private final List<TopicRecord> accepted = new ArrayList<>(List.of(published(1), published(2)));
  private final List<TopicRecord> rejected = new ArrayList<>(List.of(publishedRejection()));
  private long upto = 3;

  @Test
  void nothing_differs_where_all_is_as_it_had_to_be() {
    assertThat(differences()).isEmpty();
  }

  @Test
  void a_lost_event_is_named() {
    events.remove(1);

    assertThat(differences()).anyMatch(text -> text.startsWith("events of order/1: "));
  }

  @Test
  void an_event_stored_twice_is_named() {
    events.add(row(3, 3, "/s ann"));

    assertThat(differences()).anyMatch(text -> text.startsWith("events of order/1: "));
  }

  @Test
  void an_event_published_twice_is_named() {
    accepted.add(published(2));

    assertThat(differences())
        .contains("published versions of order/1: expected [1, 2], found [1, 2, 2]");
  }

  @Test
  void events_published_in_another_order_are_named() {
    accepted.add(accepted.remove(0));

    assertThat(differences())
        .contains("published versions of order/1: expected [1, 2], found [2, 1]");
  }

  @Test
  void a_header_that_did_not_come_back_is_named() {
    accepted.set(0, without("ce_type", accepted.get(0)));

    assertThat(differences()).anyMatch(text -> text.startsWith("headers of story-0@0"));
  }

  @Test
  void an_event_that_lost_its_entity_type_on_the_way_is_named() {
    accepted.set(0, without("ce_entitytype", accepted.get(0)));

    assertThat(differences()).anyMatch(text -> text.startsWith("published streams: "));
  }

  @Test
  void another_rival_is_named() {
    refused.set(0, rejection("/s a"));

    assertThat(differences())
        .singleElement()
        .asString()
        .startsWith("refused row of story-0@x:2: ")
        .contains("rival=/s ann", "rival=/s a,");
  }

  @Test
  void a_rejection_that_was_not_published_is_named() {
    rejected.clear();

    assertThat(differences())
        .contains("the rejected of story-0@2 is published: expected true, found false");
  }

  @Test
  void a_record_without_an_outcome_is_named() {
    upto = 2;

    assertThat(differences())
        .contains(
            "how far each partition is decided (progress): expected {story-0=3}, found {story-0=2}");
  }

  private List<String> differences() {
    Observed observed =
        new Observed(
            STORE,
            sent,
            events,
            refused,
            List.of(new ProgressRow(SOURCE, upto)),
            accepted,
            rejected,
            List.of(),
            List.of());
    return new Check(observed, Set.of()).run().differences();
  }

  private static TopicRecord without(String header, TopicRecord record) {
    return new TopicRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestampMs(),
        record.key(),
        record.headers().stream().filter(one -> !one.name().equals(header)).toList(),
        record.value());
  }

  private EventRow row(long version, long head, String eventId) {
    TopicRecord record = sent.get((int) Math.min(version, 2) - 1);
    return new EventRow(
        new StreamId("order", "1"),
        version,
        head,
        eventId,
        "happened",
        record.value(),
        record.key(),
        SOURCE.text(),
        record.offset());
  }

  private static RefusedRow rejection(String rival) {
    return new RefusedRow(
        SOURCE.text(),
        2,
        "rejected",
        "VERSION_CONFLICT",
        "too late",
        "order",
        "1",
        "1",
        2,
        rival,
        0,
        List.of("/s ben"));
  }

  private TopicRecord published(int version) {
    Map<String, String> added = new TreeMap<>();
    added.put("ce_entityversion", Integer.toString(version));
    added.put("ce_sequence", "%020d".formatted(version));
    added.put("annals-store", STORE.toString());
    added.put("annals-outcome", "accepted");
    return Sent.published(sent.get(version - 1), "story.accepted", added);
  }

  private TopicRecord publishedRejection() {
    Map<String, String> added = new TreeMap<>();
    added.put("annals-store", STORE.toString());
    added.put("annals-outcome", "rejected");
    added.put("annals-reason", "version-conflict");
    added.put("annals-expected", "1");
    added.put("annals-actual", "2");
    added.put("annals-rival", "/s ann");
    added.put("annals-message", "too late");
    added.put("annals-position", "story-0@x:2");
    return Sent.published(sent.get(2), "story.rejected", added);
  }
}
