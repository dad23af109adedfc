package dev.annals.connector.record;

import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.annals.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.jspecify.annotations.Nullable;

/**
 * Writes the data of Connect as JSON: equal data as equal bytes, since bytes decide whether an
 * event sent twice is the same.
 *
 * <p>Structs and maps become objects, maps with sorted names; bytes become base64. Of the logical
 * types, decimals become numbers, dates {@code 2026-01-31}, times of day {@code 23:59:59.999}, and
 * timestamps {@code 2026-01-31T23:59:59.999Z}.
 */
final class ConnectJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ConnectJson() {}

  /** The bytes, in UTF-8. */
  static byte[] write(@Nullable Schema schema, Object value) throws NotDecodable {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      any(out, schema, value);
    } catch (IOException cannotBe) {
      throw new IllegalStateException("writing to memory", cannotBe);
    }
    return bytes.toByteArray();
  }

  private static void any(JsonGenerator out, @Nullable Schema schema, @Nullable Object value)
      throws IOException, NotDecodable {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Struct struct) {
      object(out, struct);
    } else if (value instanceof Map<?, ?> map) {
      object(out, schema == null ? null : schema.valueSchema(), map);
    } else if (value instanceof List<?> list) {
      array(out, schema == null ? null : schema.valueSchema(), list);
    } else if (value instanceof java.util.Date date) {
      out.writeString(moment(schema, date));
    } else {
      scalar(out, value);
    }
  }

  private static void object(JsonGenerator out, Struct struct) throws IOException, NotDecodable {
    out.writeStartObject();
    for (Field field : struct.schema().fields()) {
      out.writeFieldName(field.name());
      any(out, field.schema(), struct.getWithoutDefault(field.name()));
    }
    out.writeEndObject();
  }

  private static void object(JsonGenerator out, @Nullable Schema values, Map<?, ?> map)
      throws IOException, NotDecodable {
    TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = name(entry.getKey());
      if (sorted.containsKey(name)) {
        throw new NotDecodable(
            "the record's value has a map with two keys that are one as text, which JSON cannot"
                + " say: use ByteArrayConverter as value.converter");
      }
      sorted.put(name, entry.getValue());
    }
    out.writeStartObject();
    for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
      out.writeFieldName(checked(entry.getKey()));
      any(out, values, entry.getValue());
    }
    out.writeEndObject();
  }

  private static String name(@Nullable Object key) throws NotDecodable {
    if (key instanceof String || key instanceof Number || key instanceof Boolean) {
      return key.toString();
    }
    throw new NotDecodable(
        "the record's value has a map whose keys are not text, numbers or booleans, which JSON"
            + " cannot say: use ByteArrayConverter as value.converter");
  }

  private static void array(JsonGenerator out, @Nullable Schema elements, List<?> list)
      throws IOException, NotDecodable {
    out.writeStartArray();
    for (Object element : list) {
      any(out, elements, element);
    }
    out.writeEndArray();
  }

  private static String moment(@Nullable Schema schema, java.util.Date date) {
    String logical = schema == null || schema.name() == null ? "" : schema.name();
    return switch (logical) {
      case Date.LOGICAL_NAME -> date.toInstant().atZone(UTC).toLocalDate().toString();
      case Time.LOGICAL_NAME -> ISO_LOCAL_TIME.format(date.toInstant().atZone(UTC));
      default -> date.toInstant().toString();
    };
  }

  private static void scalar(JsonGenerator out, Object value) throws IOException, NotDecodable {
    if (value instanceof String text) {
      out.writeString(checked(text));
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof byte[] bytes) {
      out.writeBinary(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      out.writeBinary(Bytes.copyOf(buffer).toArray());
    } else if (value instanceof Number number) {
      number(out, number);
    } else {
      throw new NotDecodable(
          "the record's value holds a "
              + value.getClass().getSimpleName()
              + ", which has no JSON: use ByteArrayConverter as value.converter");
    }
  }

  /** Jackson writes half a surrogate pair as something else. */
  private static String checked(String text) throws NotDecodable {
    StrictUtf8.encode(text, "the record's value");
    return text;
  }

  private static void number(JsonGenerator out, Number number) throws IOException {
    if (number instanceof BigDecimal decimal) {
      out.writeNumber(decimal);
    } else if (number instanceof BigInteger integer) {
      out.writeNumber(integer);
    } else if (number instanceof Double decimal) {
      out.writeNumber(decimal);
    } else if (number instanceof Float decimal) {
      out.writeNumber(decimal);
    } else {
      out.writeNumber(number.longValue());
    }
  }
}
