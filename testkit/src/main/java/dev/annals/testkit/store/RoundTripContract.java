package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.ReadRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in comes out, byte for byte. */
abstract class RoundTripContract extends StoreScenario {
  private static final Bytes EVERY_BYTE = everyByte();

  RoundTripContract(EventStoreContract contract) {
    super(contract);
  }

  @Test
  void every_field_of_an_event() {
    NewEvent event =
        new NewEvent(
            EventId.of("/shop/checkout", "4711 ✓"),
            "order.placed",
            7,
            "sha256:0a1b",
            "application/json",
            EVERY_BYTE,
            Map.of("correlationid", "c-1", "causationid", "", "ünï", "\u0000\n"),
            EVERY_BYTE,
            EVERY_BYTE,
            Instant.parse("1969-12-31T23:59:59.999Z"));

    assertThat(stored(event)).isEqualTo(event);
  }

  /** All of it is bound: in the text of a statement each of these would end a value. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; DROP TABLE events; --",
        "' OR entity_id = '' ALLOW FILTERING --",
        "\"; TRUNCATE events /*",
        "$$; APPLY BATCH; $$",
        "%s%n ? :head_before",
        "\u0000\n\u2028\\' \\\\'",
      })
  void names_that_look_like_cql(String name) {
    StreamId strange = new StreamId(name, name + UUID.randomUUID());
    NewEvent event =
        new NewEvent(
            EventId.of(name, name),
            name,
            1,
            name,
            name,
            EVERY_BYTE,
            Map.of(name, name),
            null,
            null,
            null);
    Source from = new Source(name + UUID.randomUUID(), 0, name.replace('@', '-'));
    AppendRequest request =
        new AppendRequest(
            strange,
            List.of(event),
            ExpectedVersion.NONE,
            OnConflict.REJECT,
            new SourcePosition(from, 1));

    Outcome.Accepted accepted = accept(request);

    assertThat(Answers.of(anotherClient().read(ReadRequest.forwards(strange, 1, 10))).events())
        .isEqualTo(accepted.events())
        .singleElement()
        .satisfies(stored -> assertThat(stored.event()).isEqualTo(event));
  }

  @Test
  void nothing_but_an_id_and_a_type() {
    NewEvent event = NewEvent.of(EventId.of("a"), "order.placed", null);

    assertThat(stored(event)).isEqualTo(event);
  }

  @Test
  void absent_is_not_the_same_as_empty() {
    Bytes empty = Bytes.of();
    NewEvent event =
        new NewEvent(
            EventId.of("a"), "order.placed", 1, "", "", empty, Map.of(), empty, empty, null);

    NewEvent there = stored(event);

    assertThat(there).isEqualTo(event);
    assertThat(there.payload()).isEqualTo(empty);
    assertThat(withPayload("b", null).payload()).isNull();
    assertThat(withPayload("c", empty).payload()).isEqualTo(empty);
  }

  @Test
  void what_an_append_answers_is_what_a_read_gives() {
    Outcome.Accepted accepted = accept(request(4, "none", "a", "b"));

    assertThat(read(ReadRequest.forwards(stream, 1, 10)).events()).isEqualTo(accepted.events());
  }

  @Test
  void a_source_with_every_kind_of_character() {
    Source strange = new Source("orders-1@x %ü-" + UUID.randomUUID(), 2_147_483_647, "-1 %-ü");
    AppendRequest request = request(strange, Long.MAX_VALUE - 1, "any", "a");

    Outcome.Accepted accepted = accept(request);

    assertThat(accepted.events().get(0).at())
        .isEqualTo(new SourcePosition(strange, Long.MAX_VALUE - 1));
    assertThat(read(ReadRequest.forwards(stream, 1, 10)).events()).isEqualTo(accepted.events());
    assertThat(append(request)).containsExactly(accepted);
  }

  @Test
  void positions_from_zero_on() {
    AppendRequest first = request(0, "any", "a");
    Outcome.Accepted accepted = accept(first);

    assertThat(append(first)).containsExactly(accepted);
  }

  static Stream<String> entityIds() {
    String unique = UUID.randomUUID().toString();
    return Stream.of(
        "Zoë/日本/🚚 " + unique,
        " " + unique + " ",
        "'; DROP TABLE events; -- " + unique,
        "\u0000\u0001\n\t\u007f\uffff" + unique,
        "e\u0301 is not \u00e9 " + unique,
        "x".repeat(60 * 1024) + unique,
        "日".repeat(20 * 1024) + unique);
  }

  @ParameterizedTest(name = "[{index}]")
  @MethodSource("entityIds")
  void an_entity_id_with_any_characters(String entityId) {
    StreamId strange = new StreamId("Größe \u0000/", entityId);
    AppendRequest request =
        new AppendRequest(
            strange,
            List.of(event("a")),
            ExpectedVersion.NONE,
            OnConflict.REJECT,
            new SourcePosition(source, 0));

    Outcome outcome = append(request).get(0);

    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    assertThat(append(request)).containsExactly(outcome);
    assertThat(Answers.of(store().head(strange))).isEqualTo(1);
    assertThat(read(ReadRequest.forwards(strange, 1, 10)).events())
        .isEqualTo(((Outcome.Accepted) outcome).events());
  }

  @Test
  void ids_that_differ_in_case_or_form_are_different_streams() {
    String unique = UUID.randomUUID().toString();
    for (String entityId : List.of("é", "e\u0301", "É", "é ")) {
      StreamId id = new StreamId("order", entityId + unique);
      AppendRequest request =
          new AppendRequest(
              id,
              List.of(event("a")),
              ExpectedVersion.NONE,
              OnConflict.REJECT,
              new SourcePosition(source, 0));

      assertThat(append(request)).hasOnlyElementsOfType(Outcome.Accepted.class);
    }
  }

  private NewEvent withPayload(String id, @Nullable Bytes payload) {
    return stored(NewEvent.of(EventId.of(id), "order.placed", payload));
  }

  /** Appends an event, and reads it through a client that never saw it. */
  private NewEvent stored(NewEvent event) {
    accept(request(newSource(), 0, "any", OnConflict.REJECT, List.of(event)));
    return Answers.of(anotherClient().read(ReadRequest.backwards(stream, ReadRequest.NEWEST, 1)))
        .events()
        .get(0)
        .event();
  }

  private static Bytes everyByte() {
    byte[] content = new byte[256];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) i;
    }
    return Bytes.of(content);
  }
}
