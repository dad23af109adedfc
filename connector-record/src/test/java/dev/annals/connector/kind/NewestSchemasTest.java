package dev.annals.connector.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.SchemaUse;
import dev.annals.model.store.StoredSchema;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NewestSchemasTest {
  private static final Schema OLD =
      SchemaBuilder.struct().name("Order").field("total", Schema.INT32_SCHEMA).build();
  private static final Schema NEW =
      SchemaBuilder.struct().name("Order").field("cents", Schema.INT64_SCHEMA).build();

  private final InMemoryStore store = new InMemoryStore(new AppendLimits(500, 100), 2);
  private final KindWriter writer = new KindWriter();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_struct_in_a_new_shape_gets_the_newest_schema_of_its_new_type_and_fits_it() throws NotKept {
    String old = stored(OLD, new Struct(OLD).put("total", 1));
    String now = stored(NEW, new Struct(NEW).put("cents", 100L));
    use("order.placed", 1, old);
    use("order.placed", 2, now);

    assertThat(of(old, "order.placed", 2)).contains(now);
    Kind kind = new StoredKinds(store.schemas()).find(now).toCompletableFuture().join().get();
    assertThat(KindReader.document(kind.schema(), "{\"cents\":100}"))
        .isEqualTo(new Struct(NEW).put("cents", 100L));
  }

  @Test
  void a_schema_of_a_later_version_than_the_new_shape_is_not_taken() throws NotKept {
    String old = stored(OLD, new Struct(OLD).put("total", 1));
    use("order.placed", 1, old);
    use("order.placed", 3, stored(NEW, new Struct(NEW).put("cents", 100L)));

    assertThat(of(old, "order.placed", 2)).contains(old);
  }

  @Test
  void a_struct_of_a_type_that_no_event_has_yet_has_no_schema() throws NotKept {
    String old = stored(OLD, new Struct(OLD).put("total", 1));
    use("order.placed", 1, old);

    assertThat(of(old, "order.renamed", 2)).isEmpty();
  }

  @Test
  void what_is_no_struct_keeps_its_kind() throws NotKept {
    String schemaless = stored(null, java.util.List.of(1L));

    assertThat(of(schemaless, "order.placed", 2)).contains(schemaless);
  }

  private Optional<String> of(String stored, String eventType, int version) {
    return new NewestSchemas(store.schemas())
        .of(stored, "order", eventType, version)
        .toCompletableFuture()
        .join();
  }

  private void use(String eventType, int version, String schemaId) {
    store
        .schemas()
        .write(new SchemaUse("order", eventType, version, schemaId), Instant.EPOCH)
        .toCompletableFuture()
        .join();
  }

  private String stored(@Nullable Schema schema, Object value) throws NotKept {
    StoredSchema kind = Objects.requireNonNull(writer.write(schema, value).schema());
    store.schemas().write(kind).toCompletableFuture().join();
    return kind.id();
  }
}
