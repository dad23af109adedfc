package dev.annals.source.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.kind.KindWriter;
import dev.annals.connector.kind.NotKept;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.StoredSchema;
import dev.annals.source.scan.Await;
import dev.annals.testkit.store.InMemoryStore;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Payloads with a Connect schema are compared by what they say. */
class PayloadsTest {
  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .field("bytes", Schema.BYTES_SCHEMA)
          .field("map", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.FLOAT64_SCHEMA).build())
          .build();

  private final InMemoryStore original = new InMemoryStore(new AppendLimits(500, 0), 1);
  private final InMemoryStore copy = new InMemoryStore(new AppendLimits(500, 0), 1);
  private final Payloads values = new Payloads(original.schemas(), copy.schemas(), true);
  private final Payloads bytes = new Payloads(original.schemas(), copy.schemas(), false);

  @AfterEach
  void close() {
    original.close();
    copy.close();
  }

  private String schemaIn(InMemoryStore... stores) throws NotKept {
    Struct struct = new Struct(SCHEMA).put("bytes", new byte[] {1}).put("map", Map.of());
    StoredSchema stored = Objects.requireNonNull(new KindWriter().write(SCHEMA, struct).schema());
    for (InMemoryStore store : stores) {
      Await.answer(store.schemas().write(stored));
    }
    return stored.id();
  }

  private static NewEvent event(@Nullable String schemaId, String payload) {
    Bytes bytes = Bytes.of(payload.getBytes(UTF_8));
    return new NewEvent(
        new EventId("1"), "a", 1, schemaId, null, bytes, Map.of(), null, null, null);
  }

  @Test
  void values_that_are_written_otherwise_are_the_same() throws NotKept {
    String id = schemaIn(original, copy);
    NewEvent expected = event(id, "{\"map\": {\"b\": 1, \"a\": 2.50}, \"bytes\": \"AQ==\"}");
    NewEvent found = event(id, "{\"bytes\":\"AQ==\",\"map\":{\"a\":2.5,\"b\":1.0}}");

    assertThat(values.difference(expected, found)).isEmpty();
    assertThat(bytes.difference(expected, found)).get().asString().startsWith("its payload is ");
    NewEvent other = event(id, "{\"bytes\":\"Ag==\",\"map\":{\"a\":2.5,\"b\":1.0}}");
    assertThat(values.difference(expected, other)).get().asString().startsWith("its payload is ");
  }

  @Test
  void another_schema_is_a_difference_only_where_schemas_went_along() throws NotKept {
    NewEvent expected = event(schemaIn(original, copy), "{}");

    assertThat(values.difference(expected, event(null, "{}")))
        .contains("its Connect schema is absent, expected " + expected.schemaId());
    assertThat(bytes.difference(expected, event(null, "{}"))).isEmpty();
  }

  @Test
  void the_same_bytes_are_a_difference_where_the_copy_has_lost_their_schema() throws NotKept {
    NewEvent event = event(schemaIn(original), "{\"map\": {}, \"bytes\": \"AQ==\"}");

    assertThat(values.difference(event, event))
        .get()
        .asString()
        .endsWith("is missing from table schemas of the copy");
    assertThat(bytes.difference(event, event)).isEmpty();
  }

  @Test
  void what_cannot_be_read_is_told() throws NotKept {
    String id = schemaIn(original);
    NewEvent expected = event(id, "{\"map\": {}, \"bytes\": \"AQ==\"}");
    NewEvent found = event(id, "{}");
    assertThat(values.difference(expected, found))
        .contains("its Connect schema %s is missing from table schemas of the copy".formatted(id));

    schemaIn(copy);
    Optional<String> misfit = values.difference(expected, found);
    assertThat(misfit)
        .get()
        .asString()
        .startsWith("its payload is not of its Connect schema " + id);
  }
}
