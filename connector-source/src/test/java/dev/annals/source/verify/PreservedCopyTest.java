package dev.annals.source.verify;

import static dev.annals.source.verify.TwoStores.STREAM;
import static dev.annals.source.verify.TwoStores.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.record.HeaderCodec;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import dev.annals.source.verify.TwoStores.Ended;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that keeps versions: each kind of difference has its sentence. */
class PreservedCopyTest {
  private final TwoStores stores;

  PreservedCopyTest(@TempDir Path folder) {
    this.stores = new TwoStores(folder);
    stores.replay.put(
        "upcast.rules",
        """
        [{"type": "placed", "from": 1, "rename": "opened", "to": 2, "data": "{'amount': total}"}]
        """);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private void assertDifferences(String... lines) {
    Ended ended = stores.verify();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().subList(0, ended.out().size() - 1)).containsExactlyInAnyOrder(lines);
    assertThat(ended.code()).isEqualTo(lines.length == 0 ? 0 : 1);
  }

  @Test
  void what_the_rules_make_of_the_original_is_no_difference() {
    stores.original(event("1", "placed", "{\"total\":5}"), event("2", "paid", "{}"));
    stores.copy(event("1", "opened", 2, "{\"amount\":5}", Map.of()), event("2", "paid", "{}"));

    Ended ended = stores.verify();

    assertThat(ended.out()).containsExactly("1 stream and 2 events compared: no difference");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
  }

  @Test
  void two_empty_stores_are_not_taken_for_equal() {
    Ended ended = stores.verify();

    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("Nothing was compared: the original has no event that ")
        .contains("Does the file name the right keyspace, and the right bounds?");
    assertThat(ended.code()).isEqualTo(2);
  }

  @Test
  void streams_longer_than_pages_are_compared_to_their_ends() {
    NewEvent[] events = new NewEvent[1_200];
    for (int i = 0; i < events.length; i++) {
      events[i] = event("e" + i, "paid", "{}");
    }
    stores.original(events);
    stores.copy(events);
    for (int i = 0; i < 400; i++) {
      StreamId other = new StreamId("order", "of one event " + i);
      stores.append(stores.original, other, events[0]);
      stores.append(stores.copy, other, events[0]);
    }
    assertThat(stores.verify().out())
        .containsExactly("401 streams and 1,600 events compared: no difference");

    stores.original(event("last", "paid", "{}"));
    assertDifferences("order/17@1201: is missing from the copy: id last");
  }

  @Test
  void a_missing_event_at_the_end_is_told() {
    stores.original(event("1", "paid", "{}"), event("2", "paid", "{}"));
    stores.copy(event("1", "paid", "{}"));

    assertDifferences("order/17@2: is missing from the copy: id 2");
  }

  @Test
  void an_event_that_only_the_copy_has_is_told() {
    stores.original(event("1", "paid", "{}"));
    stores.copy(event("1", "paid", "{}"), event("2", "paid", "{}"));

    assertDifferences(
        "order/17@2: is in the copy, but nothing in the original is there for it: id 2");
  }

  @Test
  void an_event_at_another_version_is_told() {
    stores.original(event("1", "paid", "{}"), event("2", "paid", "{}"));
    stores.copy(event("2", "paid", "{}"));

    assertDifferences(
        "order/17@1: its id is 2, expected 1; its header ce_id has another value",
        "order/17@2: is missing from the copy: id 2");
  }

  @Test
  void a_stream_that_one_side_lacks_is_told_once() {
    StreamId more = new StreamId("order", "18");
    stores.original(event("1", "paid", "{}"), event("2", "paid", "{}"));
    stores.append(stores.copy, more, event("1", "paid", "{}"), event("2", "paid", "{}"));

    assertDifferences(
        "order/17: the copy has nothing of this stream, expected events: 2",
        "order/18: is in the copy, but not in the original");
  }

  @Test
  void an_event_as_it_was_stored_is_no_upcast_one() {
    NewEvent stored = event("1", "placed", "{\"total\":5}");
    stores.original(stored);
    stores.copy(stored);

    assertDifferences(
        "order/17@1: its type is placed, expected opened;"
            + " its schema version is 1, expected 2;"
            + " its header ce_schemaversion has another value;"
            + " its header ce_type has another value;"
            + " its payload is 11 bytes (sha-256 02411c8580be…), expected 12 bytes (sha-256 7e84cbf0f7a7…)");
  }

  @Test
  void everything_else_of_an_event_is_compared_and_no_data_is_quoted() {
    Map<String, String> attributes = Map.of("tenant", "secret", "kept", "secret");
    stores.original(event("1", "paid", 1, "{}", attributes));
    stores.copy(
        new NewEvent(
            new EventId("1"),
            "paid",
            1,
            null,
            "text/plain",
            null,
            Map.of("tenant", "hidden", "more", "hidden"),
            Bytes.of("18".getBytes(UTF_8)),
            TwoStores.headers(Map.of("ce_type", "paid", "more", "hidden")),
            Instant.EPOCH.plusMillis(1)));

    assertDifferences(
        "order/17@1: its content type is text/plain, expected application/json;"
            + " its event time is 1970-01-01T00:00:00.001Z, expected 1970-01-01T00:00:00Z;"
            + " its key is 2 bytes (sha-256 4ec9599fc203…), expected 2 bytes (sha-256 4523540f1504…);"
            + " its attribute kept is absent;"
            + " its attribute more is not expected;"
            + " its attribute tenant has another value;"
            + " its header ce_id is absent;"
            + " its header ce_schemaversion is absent;"
            + " its header more is not expected;"
            + " its payload is absent, expected 2 bytes (sha-256 44136fa355b3…)");
  }

  @Test
  void the_order_of_headers_and_the_timestamps_of_records_are_compared() {
    ConnectHeaders headers = new ConnectHeaders();
    ConnectHeaders turned = new ConnectHeaders();
    headers.add("a", null, Schema.OPTIONAL_BYTES_SCHEMA).add("b", new byte[0], Schema.BYTES_SCHEMA);
    turned.add("b", new byte[0], Schema.BYTES_SCHEMA).add("a", null, Schema.OPTIONAL_BYTES_SCHEMA);
    NewEvent event = event("1", "paid", "{}");
    stores.original(
        TwoStores.with(event, HeaderCodec.encode(headers, null)),
        TwoStores.with(event, HeaderCodec.encode(headers, 1L, "of a key")),
        TwoStores.with(event, HeaderCodec.encode(headers, 1L)));
    stores.copy(
        TwoStores.with(event, HeaderCodec.encode(turned, 7L)),
        TwoStores.with(event, HeaderCodec.encode(headers, 1L)),
        TwoStores.with(event, HeaderCodec.encode(headers, 7L)));

    assertDifferences(
        "order/17@1: its headers are in another order",
        "order/17@3: the timestamp of its record is 1970-01-01T00:00:00.007Z, expected 1970-01-01T00:00:00.001Z");
  }

  @Test
  void a_split_has_no_place_in_a_copy_that_keeps_versions() {
    stores.replay.put("upcast.rules", RenumberedCopyTest.RULES);
    stores.original(event("1", "ordered", "{\"lines\":[\"a\",\"b\"]}"), event("2", "paid", "{}"));
    stores.copy(TwoStores.numbered("1#1", "ordered", 2, "\"a\"", 1), event("2", "paid", "{}"));

    assertDifferences(
        "order/17@1: a rule splits it, so it cannot keep its version: the sink needs version.mode=renumber");
  }

  @Test
  void the_first_twenty_of_many_differences_are_shown() {
    for (int i = 1; i <= 25; i++) {
      stores.original(event("e" + i, "paid", "{}"));
      stores.copy(event("e" + i, "refunded", "{}"));
    }

    Ended ended = stores.verify();

    assertThat(ended.out()).hasSize(21);
    assertThat(ended.out().get(19))
        .isEqualTo(
            STREAM
                + "@20: its type is refunded, expected paid; its header ce_type has another value");
    assertThat(ended.out().get(20))
        .isEqualTo(
            "1 stream and 25 events compared: 25 differences, of which the first 20 are shown");
    assertThat(ended.code()).isEqualTo(1);
  }
}
