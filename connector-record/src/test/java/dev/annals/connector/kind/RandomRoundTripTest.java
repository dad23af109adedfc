package dev.annals.connector.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.store.StoredSchema;
import dev.annals.testkit.value.RandomSchemas;
import dev.annals.testkit.value.RandomValues;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever Connect can say comes back equal, and equal values are equal bytes. */
class RandomRoundTripTest {
  private static final int SCHEMAS = 2_000;

  private final long seed = Long.getLong("annals.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final RandomValues values = new RandomValues(random);
  private final KindWriter writer = new KindWriter();

  @Test
  void any_value_of_any_schema_comes_back_equal_and_so_does_its_schema() throws Exception {
    RandomSchemas schemas = new RandomSchemas(random);
    Set<Schema.Type> types = EnumSet.noneOf(Schema.Type.class);
    for (int i = 0; i < SCHEMAS; i++) {
      Schema schema = schemas.any(random.nextInt(5));
      types.add(schema.type());
      Object value = values.any(schema);

      SchemaAndValue back = through(schema, value);

      assertThat(back.schema()).as("schema %d of seed %d", i, seed).isEqualTo(schema);
      assertThat(buffered(back.value()))
          .as("value %d of seed %d, by %s", i, seed, writer.write(schema, value))
          .isEqualTo(value);
    }
    assertThat(types).containsExactlyInAnyOrder(Schema.Type.values());
  }

  @Test
  void any_value_without_a_schema_comes_back_equal_without_one() throws Exception {
    for (int i = 0; i < SCHEMAS; i++) {
      Object value = List.of(values.schemaless(random.nextInt(4)));

      SchemaAndValue back = through(null, value);

      assertThat(back.schema()).isNull();
      assertThat(back.value()).as("value %d of seed %d", i, seed).isEqualTo(value);
    }
  }

  @Test
  void equal_values_are_equal_bytes_and_equal_schemas_equal_ids() throws Exception {
    RandomSchemas schemas = new RandomSchemas(random);
    for (int i = 0; i < SCHEMAS; i++) {
      Schema schema = schemas.any(random.nextInt(5));
      Object value = values.any(schema);
      Kept kept = writer.write(schema, value);
      SchemaAndValue back = through(schema, value);

      Kept again = new KindWriter().write(back.schema(), reordered(back.value()));

      assertThat(again).as("value %d of seed %d", i, seed).isEqualTo(kept);
    }
  }

  private SchemaAndValue through(@Nullable Schema schema, @Nullable Object value) throws NotKept {
    Kept kept = writer.write(schema, value);
    StoredSchema stored = kept.schema();
    return stored == null
        ? new SchemaAndValue(
            Schema.OPTIONAL_BYTES_SCHEMA, kept.bytes() == null ? null : kept.bytes().toArray())
        : KindReader.read(Kind.read(stored), kept.bytes());
  }

  /** Bytes that are the whole value come back as an array, which is equal to nothing. */
  private static @Nullable Object buffered(@Nullable Object value) {
    return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
  }

  /** The same, with the entries of its maps in another order. */
  private static @Nullable Object reordered(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(reordered(element)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      List<Object> keys = new ArrayList<>(map.keySet());
      Collections.reverse(keys);
      Map<@Nullable Object, @Nullable Object> copy = new HashMap<>(1 + 64 * map.size());
      keys.forEach(key -> copy.put(reordered(key), reordered(map.get(key))));
      return copy;
    }
    if (value instanceof Struct struct) {
      Struct copy = new Struct(struct.schema());
      for (Field field : struct.schema().fields()) {
        Object part = reordered(struct.getWithoutDefault(field.name()));
        if (part != null) {
          copy.put(field, part);
        }
      }
      return copy;
    }
    return value;
  }
}
