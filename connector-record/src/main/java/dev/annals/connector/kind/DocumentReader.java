package dev.annals.connector.kind;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.annals.model.Excerpt;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link DocumentWriter} wrote; and documents that upcasting made, which may be less
 * exact about numbers: {@code 7.0} is a whole number too, and {@code 12.5} a decimal of scale 2.
 * Nothing is left out or rounded in silence, except that fractions become the nearest float.
 */
final class DocumentReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Names are keys of maps here: to remember them would fill memory.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4 * DocumentWriter.MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser in;

  private DocumentReader(JsonParser in) {
    this.in = in;
  }

  /** The value of a document. */
  static @Nullable Object read(@Nullable Schema schema, String json) {
    try (JsonParser in = JSON.createParser(json)) {
      DocumentReader reader = new DocumentReader(in);
      reader.next();
      Object value = reader.value(schema);
      if (in.nextToken() != null) {
        throw new Misfit("goes on after its end");
      }
      return value;
    } catch (JsonProcessingException invalid) {
      throw new Misfit(
          "is not JSON that can be read"
              + (invalid.getLocation() == null
                  ? ""
                  : " (line %d, column %d)"
                      .formatted(
                          invalid.getLocation().getLineNr(), invalid.getLocation().getColumnNr())));
    } catch (IOException cannotBe) {
      throw new IllegalStateException("reading from memory", cannotBe);
    }
  }

  private JsonToken next() throws IOException {
    JsonToken token = in.nextToken();
    if (token == null) {
      throw new Misfit("ends too early");
    }
    return token;
  }

  private @Nullable Object value(@Nullable Schema schema) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      if (schema != null && !schema.isOptional() && schema.defaultValue() == null) {
        throw new Misfit("null, where the schema requires " + KindReader.name(schema));
      }
      return null;
    }
    if (schema == null) {
      return schemaless();
    }
    Logical logical = Logical.of(schema);
    if (logical == Logical.DECIMAL) {
      return Numbers.scaled(schema, number(schema));
    }
    return logical == Logical.NONE ? typed(schema) : Moments.read(logical, text(schema));
  }

  private Object typed(Schema schema) throws IOException {
    return switch (schema.type()) {
      case INT8, INT16, INT32, INT64 -> whole(schema);
      case FLOAT32 -> single(schema);
      case FLOAT64 -> twice(schema);
      case BOOLEAN -> bool(schema);
      case STRING -> text(schema);
      case BYTES -> bytes(schema);
      case ARRAY -> array(schema);
      case MAP -> map(schema);
      case STRUCT -> struct(schema);
    };
  }

  private Misfit another(Schema schema) {
    String found =
        switch (in.currentToken()) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "an array";
          case VALUE_STRING -> "a text";
          case VALUE_TRUE, VALUE_FALSE -> "a boolean";
          default -> "a number";
        };
    return new Misfit(found + ", where the schema has " + KindReader.name(schema));
  }

  private String text(Schema schema) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw another(schema);
    }
    return in.getText();
  }

  private BigDecimal number(Schema schema) throws IOException {
    if (!in.currentToken().isNumeric()) {
      throw another(schema);
    }
    return Numbers.decimal(schema, in.getText());
  }

  private Object whole(Schema schema) throws IOException {
    return Numbers.whole(schema, number(schema));
  }

  private Object single(Schema schema) throws IOException {
    boolean isText = in.currentToken() == JsonToken.VALUE_STRING;
    return Numbers.single(schema, isText ? in.getText() : numberText(schema), isText);
  }

  private Object twice(Schema schema) throws IOException {
    boolean isText = in.currentToken() == JsonToken.VALUE_STRING;
    return Numbers.parsed(schema, isText ? in.getText() : numberText(schema), isText, false);
  }

  private String numberText(Schema schema) throws IOException {
    if (!in.currentToken().isNumeric()) {
      throw another(schema);
    }
    return in.getText();
  }

  private Boolean bool(Schema schema) {
    if (!in.currentToken().isBoolean()) {
      throw another(schema);
    }
    return in.currentToken() == JsonToken.VALUE_TRUE;
  }

  private ByteBuffer bytes(Schema schema) throws IOException {
    return bytes(text(schema));
  }

  private static ByteBuffer bytes(String base64) {
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException none) {
      throw new Misfit("a text that is not base64, where the schema has bytes");
    }
  }

  private List<@Nullable Object> array(@Nullable Schema schema) throws IOException {
    if (schema != null && in.currentToken() != JsonToken.START_ARRAY) {
      throw another(schema);
    }
    List<@Nullable Object> list = new ArrayList<>();
    while (next() != JsonToken.END_ARRAY) {
      try {
        list.add(value(schema == null ? null : schema.valueSchema()));
      } catch (Misfit reason) {
        throw reason.in(Path.ELEMENT);
      }
    }
    return list;
  }

  private Map<@Nullable Object, @Nullable Object> map(Schema schema) throws IOException {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    if (in.currentToken() == JsonToken.START_ARRAY) {
      while (next() != JsonToken.END_ARRAY) {
        try {
          pair(schema, map);
        } catch (Misfit reason) {
          throw reason.in(Path.ENTRY);
        }
      }
      return map;
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw another(schema);
    }
    while (next() != JsonToken.END_OBJECT) {
      try {
        Object key = key(schema.keySchema(), in.currentName());
        next();
        map.put(key, value(schema.valueSchema()));
      } catch (Misfit reason) {
        throw reason.in(Path.ENTRY);
      }
    }
    return map;
  }

  private void pair(Schema schema, Map<@Nullable Object, @Nullable Object> map) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new Misfit("no pair of a key and a value");
    }
    next();
    Object key = value(schema.keySchema());
    next();
    map.put(key, value(schema.valueSchema()));
    if (next() != JsonToken.END_ARRAY) {
      throw new Misfit("more than a pair of a key and a value");
    }
  }

  /** A key that stands as the name of a member. */
  private static Object key(Schema schema, String name) {
    Logical logical = Logical.of(schema);
    if (logical == Logical.DECIMAL) {
      return Numbers.scaled(schema, Numbers.decimal(schema, name));
    }
    if (logical != Logical.NONE) {
      return Moments.read(logical, name);
    }
    return switch (schema.type()) {
      case INT8, INT16, INT32, INT64 -> Numbers.whole(schema, Numbers.decimal(schema, name));
      case FLOAT32 -> Numbers.single(schema, name, Numbers.isNoNumber(name));
      case FLOAT64 -> Numbers.parsed(schema, name, Numbers.isNoNumber(name), false);
      case BOOLEAN -> bool(name);
      case STRING -> name;
      case BYTES -> bytes(name);
      default -> throw new Misfit("an object, where the keys are " + KindReader.name(schema));
    };
  }

  private static Boolean bool(String name) {
    return switch (name) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Misfit("no boolean, where the schema has one");
    };
  }

  private Struct struct(Schema schema) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw another(schema);
    }
    Struct struct = new Struct(schema);
    while (next() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      Field field = schema.field(name);
      if (field == null) {
        throw new Misfit(
            "a member %s, for which %s has no field"
                .formatted(Excerpt.of(name), KindReader.name(schema)));
      }
      next();
      try {
        Object value = value(field.schema());
        if (value != null) {
          struct.put(field, value);
        }
      } catch (Misfit reason) {
        throw reason.in(name);
      } catch (DataException refused) {
        throw new Misfit(String.valueOf(refused.getMessage())).in(name);
      }
    }
    requireAll(struct);
    return struct;
  }

  private static void requireAll(Struct struct) {
    for (Field field : struct.schema().fields()) {
      Schema schema = field.schema();
      boolean required = !schema.isOptional() && schema.defaultValue() == null;
      if (required && struct.getWithoutDefault(field.name()) == null) {
        throw new Misfit(
            "no member %s, which %s requires"
                .formatted(Excerpt.of(field.name()), KindReader.name(struct.schema())));
      }
    }
  }

  private Object schemaless() throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array(null);
      case VALUE_STRING -> in.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> number();
    };
  }

  /** A whole number beyond 64 bits is a fraction, as to any reader of JSON that has no others. */
  private Object number() throws IOException {
    String text = in.getText();
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException large) {
        // falls through to fractions
      }
    }
    return Double.valueOf(text);
  }

  private Object object() throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (next() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      next();
      try {
        object.put(name, value(null));
      } catch (Misfit reason) {
        throw reason.in(Path.ENTRY);
      }
    }
    return Tag.read(object);
  }
}
