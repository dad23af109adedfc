package dev.annals.testkit.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Schemas with everything a schema can have, drawn at random. */
public final class RandomSchemas {
  private static final List<Schema.Type> SCALARS =
      List.of(
          Schema.Type.INT8,
          Schema.Type.INT16,
          Schema.Type.INT32,
          Schema.Type.INT64,
          Schema.Type.FLOAT32,
          Schema.Type.FLOAT64,
          Schema.Type.BOOLEAN,
          Schema.Type.STRING,
          Schema.Type.BYTES);

  private static final List<String> NAMES =
      List.of("", "a", "ä 🚚", "io.debezium.time.Date", "dev.shop.Order", "\"quoted\"\\", "\u0000");

  private final Random random;
  private final RandomValues values;

  /** All that follows depends on this random alone. */
  public RandomSchemas(Random random) {
    this.random = random;
    this.values = new RandomValues(random);
  }

  /** Any schema, up to so many levels below. */
  public Schema any(int depth) {
    SchemaBuilder builder = depth == 0 ? scalar() : nested(depth);
    if (random.nextBoolean()) {
      builder.optional();
    }
    if (builder.version() == null && random.nextInt(4) == 0) {
      builder.version(random.nextInt());
    }
    if (random.nextInt(4) == 0) {
      builder.doc(one(NAMES));
    }
    if (random.nextInt(4) == 0) {
      builder.parameter(one(NAMES), one(NAMES)).parameter("z", "").parameter("b", "1");
    }
    boolean mayHaveDefault = builder.type() != Schema.Type.STRUCT;
    if (mayHaveDefault && random.nextInt(3) == 0) {
      builder.defaultValue(values.required(builder));
    }
    return builder.build();
  }

  private SchemaBuilder nested(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> SchemaBuilder.array(any(depth - 1));
      case 1 -> SchemaBuilder.map(any(random.nextInt(depth)), any(depth - 1));
      case 2, 3 -> struct(depth);
      case 4 -> logical();
      default -> scalar();
    };
  }

  private SchemaBuilder struct(int depth) {
    SchemaBuilder struct = SchemaBuilder.struct();
    if (random.nextBoolean()) {
      struct.name(one(NAMES));
    }
    List<String> fields = new ArrayList<>(NAMES);
    fields.remove(""); // Connect wants a name.
    for (int left = random.nextInt(5); left > 0; left--) {
      struct.field(fields.remove(random.nextInt(fields.size())), any(depth - 1));
    }
    return struct;
  }

  private SchemaBuilder logical() {
    return switch (random.nextInt(4)) {
      case 0 -> Decimal.builder(random.nextInt(40) - 10);
      case 1 -> Date.builder();
      case 2 -> Time.builder();
      default -> Timestamp.builder();
    };
  }

  private SchemaBuilder scalar() {
    if (random.nextInt(4) == 0) {
      return logical();
    }
    SchemaBuilder scalar = new SchemaBuilder(one(SCALARS));
    return random.nextInt(4) == 0 ? scalar.name(one(NAMES)) : scalar;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
