package dev.annals.testkit.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/** Values of a schema, or without one, drawn at random; edges oftener than by chance. */
// Connect says dates so.
@SuppressWarnings("JavaUtilDate")
public final class RandomValues {
  private static final long DAY = 86_400_000;

  private static final List<String> TEXTS =
      List.of("", "a", "$int32", "$$map", "null", "7", "🚚", "\"\\\n\u0000", "\u2028ä", "NaN");

  private final Random random;

  /** All that follows depends on this random alone. */
  public RandomValues(Random random) {
    this.random = random;
  }

  /** A value, or none where the schema allows that. */
  public @Nullable Object any(Schema schema) {
    return schema.isOptional() && random.nextInt(4) == 0 ? null : required(schema);
  }

  /** A value, in any case. */
  public Object required(Schema schema) {
    return switch (schema.name() == null ? "" : schema.name()) {
      case Decimal.LOGICAL_NAME ->
          new BigDecimal(
              new BigInteger(random.nextInt(200), random).negate(),
              Integer.parseInt(Objects.requireNonNull(schema.parameters().get("scale"))));
      case org.apache.kafka.connect.data.Date.LOGICAL_NAME ->
          new Date(Math.floorDiv(moment(), DAY) * DAY);
      case Time.LOGICAL_NAME -> new Date(Math.floorMod(moment(), DAY));
      case Timestamp.LOGICAL_NAME -> new Date(moment());
      default -> typed(schema);
    };
  }

  private Object typed(Schema schema) {
    return switch (schema.type()) {
      case INT8 -> (byte) whole();
      case INT16 -> (short) whole();
      case INT32 -> (int) whole();
      case INT64 -> whole();
      case FLOAT32 -> single();
      case FLOAT64 -> twice();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> text();
      case BYTES -> bytes();
      case ARRAY -> list(schema.valueSchema());
      case MAP -> map(schema);
      case STRUCT -> struct(schema);
    };
  }

  private Object struct(Schema schema) {
    Struct struct = new Struct(schema);
    for (Field field : schema.fields()) {
      boolean mayBeUnset = field.schema().isOptional() || field.schema().defaultValue() != null;
      if (!mayBeUnset || random.nextInt(3) > 0) {
        struct.put(field, any(field.schema()));
      }
    }
    return struct;
  }

  private Object list(Schema elements) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      list.add(any(elements));
    }
    return list;
  }

  private Object map(Schema schema) {
    Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      map.put(any(schema.keySchema()), any(schema.valueSchema()));
    }
    return map;
  }

  /** Without a schema: what JSON has, and what transforms may leave. */
  public Object schemaless(int depth) {
    return switch (random.nextInt(depth == 0 ? 11 : 14)) {
      case 0, 1 -> text();
      case 2 -> whole();
      case 3 -> twice();
      case 4 -> random.nextBoolean();
      case 5 -> (int) whole();
      case 6 -> single();
      case 7 -> new BigDecimal(new BigInteger(100, random), random.nextInt(30) - 10);
      case 8 -> new Date(moment());
      case 9 -> bytes();
      case 10 -> List.of((byte) whole(), (short) whole(), new BigInteger(100, random));
      case 11 -> Arrays.asList(schemaless(depth - 1), null, schemaless(depth - 1));
      case 12 -> schemalessMap(depth, false);
      default -> schemalessMap(depth, random.nextBoolean());
    };
  }

  private Object schemalessMap(int depth, boolean anyKeys) {
    Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      map.put(
          anyKeys ? schemaless(0) : text(), random.nextInt(5) == 0 ? null : schemaless(depth - 1));
    }
    return map;
  }

  private long moment() {
    long[] edges = {0, -1, DAY - 1, 253_402_300_800_000L, -62_135_596_800_001L};
    return random.nextInt(3) == 0
        ? edges[random.nextInt(edges.length)]
        : random.nextLong() >> random.nextInt(40);
  }

  private long whole() {
    long[] edges = {0, -1, 127, -128, 32_767, Integer.MIN_VALUE, 1L << 53, Long.MAX_VALUE};
    return random.nextInt(3) == 0
        ? edges[random.nextInt(edges.length)]
        : random.nextLong() >> random.nextInt(63);
  }

  private float single() {
    float[] edges = {
      0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE, 0.1f
    };
    return random.nextInt(3) == 0
        ? edges[random.nextInt(edges.length)]
        : Float.intBitsToFloat(random.nextInt());
  }

  private double twice() {
    double[] edges = {
      0,
      -0.0,
      Double.NaN,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      Double.parseDouble("2e23"),
      1e16
    };
    return random.nextInt(3) == 0
        ? edges[random.nextInt(edges.length)]
        : Double.longBitsToDouble(random.nextLong());
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size())) + (random.nextBoolean() ? "" : random.nextInt());
  }

  /** Connect recommends buffers within values: arrays are equal to nothing but themselves. */
  private ByteBuffer bytes() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
