package dev.annals.connector.kind;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.annals.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of Connect as JSON: equal values as equal bytes, on any machine, since bytes decide
 * whether an event sent twice is the same. What is written can be read by {@link DocumentReader}.
 */
final class DocumentWriter {
  /** Of values; JSON of them may have three times as many levels. */
  static final int MAX_DEPTH = 200;

  static final String NOT_A_NUMBER = "NaN";

  /** Double.toString differs between versions of Java; Jackson's own does not. */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(4 * MAX_DEPTH).build())
          .build();

  private static final Set<Schema.Type> WITHOUT_TEXT =
      Set.of(Schema.Type.ARRAY, Schema.Type.MAP, Schema.Type.STRUCT);

  private final JsonGenerator out;

  private DocumentWriter(JsonGenerator out) {
    this.out = out;
  }

  /** The document, in UTF-8. */
  static byte[] write(@Nullable Schema schema, @Nullable Object value) throws NotKept {
    return write(schema, value, 0);
  }

  private static byte[] write(@Nullable Schema schema, @Nullable Object value, int depth)
      throws NotKept {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      new DocumentWriter(out).value(schema, value, depth);
    } catch (IOException cannotBe) {
      throw new IllegalStateException("writing to memory", cannotBe);
    }
    return bytes.toByteArray();
  }

  private void value(@Nullable Schema schema, @Nullable Object value, int depth)
      throws IOException, NotKept {
    if (depth > MAX_DEPTH) {
      throw new NotKept(
          "more than %d levels in one another, or a list or map that holds itself: send less"
              .formatted(MAX_DEPTH));
    }
    if (value == null) {
      if (schema != null && !schema.isOptional() && schema.defaultValue() == null) {
        throw new NotKept("null, where the schema requires a value: mend it where it is made");
      }
      out.writeNull();
    } else if (schema == null) {
      schemaless(value, depth);
    } else if (Logical.of(schema) != Logical.NONE) {
      logical(Logical.of(schema), schema, value);
    } else {
      typed(schema, value, depth);
    }
  }

  private void logical(Logical type, Schema schema, Object value) throws IOException, NotKept {
    if (type == Logical.DECIMAL && value instanceof BigDecimal decimal) {
      out.writeNumber(scaled(schema, decimal));
    } else if (type != Logical.DECIMAL && value instanceof Date date) {
      out.writeString(Moments.write(type, date));
    } else {
      throw another(schema, value);
    }
  }

  /** No converter writes a decimal of another scale than its schema's either. */
  private static BigDecimal scaled(Schema schema, BigDecimal decimal) throws NotKept {
    Integer scale = scale(schema);
    if (scale != null && scale != decimal.scale()) {
      throw new NotKept(
          "a decimal of scale %d, where the schema says %d: mend it where it is made"
              .formatted(decimal.scale(), scale));
    }
    return decimal;
  }

  /** As the schema says; absent where it does not. */
  static @Nullable Integer scale(Schema schema) {
    String text = schema.parameters() == null ? null : schema.parameters().get(Decimal.SCALE_FIELD);
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private void typed(Schema schema, Object value, int depth) throws IOException, NotKept {
    switch (schema.type()) {
      case INT8, INT16, INT32, INT64 -> out.writeNumber(whole(schema, value));
      case FLOAT32 -> out.writeNumber((float) as(Float.class, schema, value));
      case FLOAT64 -> out.writeNumber((double) as(Double.class, schema, value));
      case BOOLEAN -> out.writeBoolean(as(Boolean.class, schema, value));
      case STRING -> out.writeString(text(as(CharSequence.class, schema, value)));
      case BYTES -> out.writeBinary(bytes(schema, value));
      case ARRAY -> array(schema.valueSchema(), as(List.class, schema, value), depth);
      case MAP -> map(schema, as(Map.class, schema, value), depth);
      case STRUCT -> struct(schema, as(Struct.class, schema, value), depth);
    }
  }

  private static long whole(Schema schema, Object value) throws NotKept {
    Class<? extends Number> expected =
        switch (schema.type()) {
          case INT8 -> Byte.class;
          case INT16 -> Short.class;
          case INT32 -> Integer.class;
          default -> Long.class;
        };
    return as(expected, schema, value).longValue();
  }

  private static <T> T as(Class<T> expected, Schema schema, Object value) throws NotKept {
    if (!expected.isInstance(value)) {
      throw another(schema, value);
    }
    return expected.cast(value);
  }

  private static NotKept another(Schema schema, Object value) {
    return new NotKept(
        "a %s, where the schema says %s: mend the converter or transform that made it"
            .formatted(value.getClass().getSimpleName(), KindReader.name(schema)));
  }

  private static byte[] bytes(Schema schema, Object value) throws NotKept {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    return Bytes.copyOf(as(ByteBuffer.class, schema, value)).toArray();
  }

  /** Jackson writes half a surrogate pair as something else. */
  static String text(CharSequence text) throws NotKept {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new NotKept("half a surrogate pair, which no UTF-8 can hold: mend it where it is made");
    }
    return text.toString();
  }

  private void array(@Nullable Schema elements, List<?> list, int depth)
      throws IOException, NotKept {
    out.writeStartArray();
    for (Object element : list) {
      try {
        value(elements, element, depth + 1);
      } catch (NotKept reason) {
        throw reason.in(Path.ELEMENT);
      }
    }
    out.writeEndArray();
  }

  private void struct(Schema schema, Struct struct, int depth) throws IOException, NotKept {
    if (struct.schema() != schema && !struct.schema().equals(schema)) {
      throw new NotKept(
          "a struct of another schema than the one that holds it says: mend the transform that made"
              + " it");
    }
    out.writeStartObject();
    for (Field field : schema.fields()) {
      try {
        out.writeFieldName(text(field.name()));
        value(field.schema(), struct.getWithoutDefault(field.name()), depth + 1);
      } catch (NotKept reason) {
        throw reason.in(field.name());
      }
    }
    out.writeEndObject();
  }

  /** An object where every key has a text, else an array of pairs; sorted in either case. */
  private void map(Schema schema, Map<?, ?> map, int depth) throws IOException, NotKept {
    Schema keys = schema.keySchema();
    if (hasNullKey(map) || WITHOUT_TEXT.contains(keys.type())) {
      pairs(keys, schema.valueSchema(), map, depth);
      return;
    }
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      put(sorted, name(keys, entry.getKey(), depth), entry.getValue());
    }
    out.writeStartObject();
    for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
      out.writeFieldName(entry.getKey());
      entry(schema.valueSchema(), entry.getValue(), depth);
    }
    out.writeEndObject();
  }

  /** There are maps whose containsKey throws for null. */
  private static boolean hasNullKey(Map<?, ?> map) {
    for (Object key : map.keySet()) {
      if (key == null) {
        return true;
      }
    }
    return false;
  }

  private void entry(@Nullable Schema values, @Nullable Object value, int depth)
      throws IOException, NotKept {
    try {
      value(values, value, depth + 1);
    } catch (NotKept reason) {
      throw reason.in(Path.ENTRY);
    }
  }

  private static <T extends @Nullable Object> void put(Map<String, T> sorted, String name, T value)
      throws NotKept {
    if (sorted.containsKey(name)) {
      throw new NotKept("a map with two keys that are equal: mend it where it is made");
    }
    sorted.put(name, value);
  }

  /** The key as it stands in an object: what the document of it alone says, without quotes. */
  private static String name(Schema keys, Object key, int depth) throws NotKept {
    if (Form.of(keys) == Form.TEXT && key instanceof CharSequence text) {
      return text(text);
    }
    try {
      String json = new String(write(keys, key, depth), UTF_8);
      return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    } catch (NotKept reason) {
      throw reason.in(Path.ENTRY);
    }
  }

  private void pairs(@Nullable Schema keys, @Nullable Schema values, Map<?, ?> map, int depth)
      throws IOException, NotKept {
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      try {
        put(sorted, new String(write(keys, entry.getKey(), depth + 1), UTF_8), entry.getValue());
      } catch (NotKept reason) {
        throw reason.in(Path.ENTRY);
      }
    }
    out.writeStartArray();
    for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
      out.writeStartArray();
      out.writeRawValue(entry.getKey());
      entry(values, entry.getValue(), depth);
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private void schemaless(Object value, int depth) throws IOException, NotKept {
    if (value instanceof CharSequence text) {
      out.writeString(text(text));
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof Number number) {
      schemaless(number);
    } else if (value instanceof List<?> list) {
      array(null, list, depth);
    } else if (value instanceof Map<?, ?> map) {
      schemaless(map, depth);
    } else if (value instanceof byte[] || value instanceof ByteBuffer) {
      out.writeStartObject();
      out.writeBinaryField(Tag.BYTES.member(), bytes(Schema.BYTES_SCHEMA, value));
      out.writeEndObject();
    } else if (value instanceof Date date) {
      tagged(Tag.TIMESTAMP, Moments.write(Logical.TIMESTAMP, date));
    } else {
      throw new NotKept(
          "a %s without a schema, which Connect knows no such value of: mend the converter or transform that made it"
              .formatted(value.getClass().getSimpleName()));
    }
  }

  private void schemaless(Number number) throws IOException, NotKept {
    Tag tag = Tag.of(number);
    if (tag != null) {
      tagged(tag, Tag.text(number));
    } else if (number instanceof Double twice) {
      out.writeNumber(twice);
    } else if (number instanceof Long whole) {
      out.writeNumber(whole);
    } else {
      throw new NotKept(
          "a %s without a schema, which Connect knows no such number of: mend the transform that made it"
              .formatted(number.getClass().getSimpleName()));
    }
  }

  private void tagged(Tag tag, String text) throws IOException {
    out.writeStartObject();
    out.writeStringField(tag.member(), text);
    out.writeEndObject();
  }

  private void schemaless(Map<?, ?> map, int depth) throws IOException, NotKept {
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        out.writeStartObject();
        out.writeFieldName(Tag.MAP.member());
        pairs(null, null, map, depth);
        out.writeEndObject();
        return;
      }
      sorted.put(text(name), entry.getValue());
    }
    out.writeStartObject();
    for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
      String name = entry.getKey();
      boolean escape = sorted.size() == 1 && Tag.looksLikeTag(name);
      out.writeFieldName(escape ? Tag.escaped(name) : name);
      entry(null, entry.getValue(), depth);
    }
    out.writeEndObject();
  }
}
