package dev.annals.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.connector.kind.KindWriter;
import dev.annals.connector.kind.NotKept;
import dev.annals.connector.record.Shaped;
import dev.annals.connector.upcast.Rules;
import dev.annals.connector.upcast.UpcastCounters;
import dev.annals.connector.upcast.UpcastSettings;
import dev.annals.connector.upcast.UpcastSettings.OnFailure;
import dev.annals.connector.upcast.UpcastShapes;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.StoredSchema;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Connect schema of what was upcast. */
class ShapesOfStructsTest {
  private static final Schema TOTAL =
      SchemaBuilder.struct().name("Placed").field("total", Schema.INT32_SCHEMA).build();
  private static final Schema AMOUNT =
      SchemaBuilder.struct().name("Opened").field("amount", Schema.INT32_SCHEMA).build();
  private static final Schema LATER =
      SchemaBuilder.struct().name("Opened").field("other", Schema.INT32_SCHEMA).build();

  private final InMemoryStore store = new InMemoryStore(new AppendLimits(500, 100), 2);
  private final ShapesOfStructs shapes = shapes(OnFailure.FAIL);

  private ShapesOfStructs shapes(OnFailure onFailure) {
    UpcastSettings settings =
        new UpcastSettings(
            Rules.chain(
                """
                [{"type": "placed", "from": 1, "rename": "opened", "to": 2,
                  "data": "{'amount': total}"},
                 {"type": "kept", "from": 1, "rename": "named", "to": 1}]
                """),
            onFailure,
            null);
    return new ShapesOfStructs(new UpcastShapes(settings, new UpcastCounters()), store.schemas());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_struct_gets_the_newest_schema_of_its_new_shape() throws NotKept {
    String total = written(TOTAL, "total");
    use("placed", 1, total);
    use("opened", 2, written(AMOUNT, "amount"));
    use("opened", 3, written(LATER, "other"));

    assertThat(schema(event("placed", total))).isEqualTo(written(AMOUNT, "amount"));
    assertThat(schema(event("paid", total))).as("not upcast").isEqualTo(total);
  }

  @Test
  void where_no_event_came_with_one_that_of_the_stored_event_stays() throws NotKept {
    String total = written(TOTAL, "total");

    assertThat(schema(event("kept", total))).isEqualTo(total);
  }

  @Test
  void data_that_does_not_fit_its_schema_is_an_upcast_that_failed() throws NotKept {
    String total = written(TOTAL, "total");
    use("opened", 2, written(LATER, "other"));

    assertThatThrownBy(() -> shapes.of(event("placed", total)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining(
            "order/17@1 (placed, schema version 1) cannot be upcast: what the rules")
        .hasMessageContaining("of opened: ");
    assertThat(shapes(OnFailure.EMIT_AS_STORED).of(event("placed", total)))
        .singleElement()
        .isInstanceOfSatisfying(
            Shaped.NotUpcast.class,
            failed -> assertThat(failed.event()).isEqualTo(event("placed", total)));
  }

  @Test
  void what_is_stored_without_a_struct_stays_what_it_is() throws NotKept {
    use("opened", 2, written(AMOUNT, "amount"));
    StoredSchema text =
        Objects.requireNonNull(new KindWriter().write(Schema.STRING_SCHEMA, "{}").schema());
    store.schemas().write(text).toCompletableFuture().join();

    assertThat(schema(event("placed", text.id()))).isEqualTo(text.id());
    assertThat(schema(event("placed", null))).isNull();
  }

  private String written(Schema schema, String field) throws NotKept {
    StoredSchema stored =
        Objects.requireNonNull(
            new KindWriter().write(schema, new Struct(schema).put(field, 1)).schema());
    store.schemas().write(stored).toCompletableFuture().join();
    return stored.id();
  }

  private void use(String type, int version, String schemaId) {
    store
        .schemas()
        .write(new SchemaUse("order", type, version, schemaId), Instant.EPOCH)
        .toCompletableFuture()
        .join();
  }

  private @Nullable String schema(RecordedEvent event) {
    List<Shaped> shaped = shapes.of(event);
    assertThat(shaped).hasSize(1);
    return shaped.get(0).event().event().schemaId();
  }

  private static RecordedEvent event(String type, @Nullable String schemaId) {
    NewEvent event =
        new NewEvent(
            EventId.of("1"),
            type,
            1,
            schemaId,
            "application/json",
            Bytes.of("{\"total\":1}".getBytes(UTF_8)),
            Map.of(),
            null,
            null,
            null);
    return new RecordedEvent(
        new StreamId("order", "17"),
        1,
        event,
        Instant.EPOCH,
        new SourcePosition(new Source("orders", 0, "1"), 0),
        0);
  }
}
