package dev.annals.source.verify;

import static dev.annals.source.verify.TwoStores.SOURCE;
import static dev.annals.source.verify.TwoStores.STREAM;
import static dev.annals.source.verify.TwoStores.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.record.HeaderCodec;
import dev.annals.model.NewEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.source.verify.TwoStores.Ended;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the original the copy has to have: by bounds, by a run, and where an upcast fails. */
class ComparedPartTest {
  private static final StreamId INVOICE = new StreamId("invoice", "1");

  private final TwoStores stores;

  ComparedPartTest(@TempDir Path folder) {
    this.stores = new TwoStores(folder);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  private static NewEvent paid(String id) {
    return event(id, "paid", "{}");
  }

  @Test
  void what_is_out_of_scope_is_not_expected() {
    stores.original(paid("1"), paid("2"), paid("3"));
    stores.append(stores.original, INVOICE, paid("1"));
    stores.copy(paid("1"), paid("2"));
    stores.replay.put("replay.entity.types", "order");
    stores.replay.put("replay.version.to", "2");

    assertThat(stores.verify().out())
        .containsExactly("1 stream and 2 events compared: no difference");
  }

  @Test
  void what_is_out_of_scope_is_told_where_the_copy_has_it() {
    stores.original(paid("1"), paid("2"));
    stores.append(stores.original, INVOICE, paid("1"));
    stores.copy(paid("1"), paid("2"));
    stores.append(stores.copy, INVOICE, paid("1"));
    stores.replay.put("replay.entity.types", "order");
    stores.replay.put("replay.version.to", "1");

    assertThat(stores.verify().out())
        .containsExactly(
            "order/17@2: is in the copy, but nothing in the original is there for it: id 2",
            "invoice/1: is in the copy, but outside of what the replay publishes",
            "1 stream and 1 event compared: 2 differences");
  }

  @Test
  void streams_that_are_named_are_compared_without_a_scan() {
    stores.original(paid("1"));
    stores.append(stores.original, INVOICE, paid("1"));
    stores.copy(paid("1"));
    stores.replay.put("replay.entity.types", "order");
    stores.replay.put("replay.entity.ids", "17,18");

    assertThat(stores.verify().out())
        .containsExactly("1 stream and 1 event compared: no difference");
  }

  @Test
  void what_was_decided_after_the_run_is_not_expected() {
    stores.original(paid("1"));
    stores.handOver("run 1");
    stores.original(paid("2"));
    stores.append(stores.original, INVOICE, paid("1"));
    stores.copy(paid("1"));

    assertThat(stores.verify("--run", "run 1").out())
        .containsExactly("1 stream and 1 event compared: no difference");
    Ended everything = stores.verify();
    assertThat(everything.out())
        .containsExactlyInAnyOrder(
            "order/17@2: is missing from the copy: id 2",
            "invoice/1: the copy has nothing of this stream, expected events: 1",
            "2 streams and 3 events compared: 2 differences");
  }

  @Test
  void what_was_decided_after_the_run_is_expected_where_something_decided_before_follows() {
    Source other = new Source("others", 0, "1");
    stores.handOver("run 1", Map.of(SOURCE, 5L, other, 1L));
    TwoStores.append(stores.original, STREAM, paid("late"), new SourcePosition(SOURCE, 5));
    TwoStores.append(stores.original, STREAM, paid("early"), new SourcePosition(other, 0));
    TwoStores.append(stores.original, STREAM, paid("latest"), new SourcePosition(SOURCE, 6));
    stores.copy(paid("late"));

    assertThat(stores.verify("--run", "run 1").out())
        .containsExactly(
            "order/17@2: is missing from the copy: id early",
            "1 stream and 2 events compared: 1 difference");
  }

  @Test
  void a_failed_upcast_is_a_difference_where_the_replay_stops_at_it() {
    failing("fail");
    stores.copy(event("2", "placed", 2, "{\"total\":5}", Map.of()));

    assertThat(stores.verify().out())
        .first()
        .asString()
        .startsWith("order/17@1: it cannot be upcast: its payload is not JSON");
  }

  @Test
  void a_failed_upcast_is_expected_as_it_is_stored_where_the_replay_publishes_it() {
    failing("emit-as-stored");
    NewEvent first = event("1", "placed", "no JSON");
    Headers headers = HeaderCodec.decode(Objects.requireNonNull(first.headers())).headers();
    String reason =
        "its payload is not JSON (line 1, column 1), but rule 1 (placed from 1) needs JSON";
    headers.add("annals-upcast-failure", reason.getBytes(UTF_8), Schema.BYTES_SCHEMA);
    stores.copy(
        TwoStores.with(first, HeaderCodec.encode(headers, 0L)),
        event("2", "placed", 2, "{\"total\":5}", Map.of()));

    assertThat(stores.verify().out())
        .containsExactly("1 stream and 2 events compared: no difference");
  }

  @Test
  void a_failed_upcast_is_not_expected_where_it_goes_to_the_dead_letters() {
    failing("dead-letter");
    stores.replay.put("upcast.dead.letter.topic", "dead");
    stores.sink.put("version.mode", "renumber");
    stores.copy(TwoStores.numbered("2", "placed", 2, "{\"total\":5}", 2));

    assertThat(stores.verify().out())
        .containsExactly("1 stream and 1 event compared: no difference");
  }

  private void failing(String onFailure) {
    stores.replay.put("upcast.rules", "[{\"type\": \"placed\", \"from\": 1, \"data\": \"$\"}]");
    stores.replay.put("upcast.on.failure", onFailure);
    stores.original(event("1", "placed", "no JSON"), event("2", "placed", "{\"total\":5}"));
  }
}
