package dev.annals.connector.kind;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Connect schemas as JSON: equal schemas as equal text. What a schema does not say has no member.
 *
 * <pre>
 * {"type": "struct", "name": …, "version": …, "doc": …, "optional": true, "default": "…",
 *  "parameters": {…}, "fields": [{"name": …, "schema": {…}}], "keys": {…}, "values": {…}}
 * </pre>
 *
 * A default is a document within a text, so that it is read by the same rules as a value.
 */
final class SchemaText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** More than any hand-written schema; a schema that refers to itself would have no end. */
  private static final int MAX_NODES = 20_000;

  private final JsonGenerator out;
  private final ArrayDeque<Schema> path = new ArrayDeque<>();
  private int nodes;

  SchemaText(JsonGenerator out) {
    this.out = out;
  }

  void write(Schema schema) throws IOException, NotKept {
    for (Schema outer : path) {
      if (outer == schema) {
        throw new NotKept(
            "its schema %s refers to itself, and Connect has no form in which such a schema could be"
                    .formatted(KindReader.name(schema))
                + " kept: use ByteArrayConverter, which keeps the bytes as they are");
      }
    }
    if (nodes++ > MAX_NODES || path.size() > DocumentWriter.MAX_DEPTH) {
      throw new NotKept(
          "its schema has more than %,d parts or %d levels: use ByteArrayConverter, which keeps the bytes as they are"
              .formatted(MAX_NODES, DocumentWriter.MAX_DEPTH));
    }
    path.push(schema);
    out.writeStartObject();
    out.writeStringField("type", schema.type().getName());
    optionalText("name", schema.name());
    if (schema.version() != null) {
      out.writeNumberField("version", schema.version());
    }
    optionalText("doc", schema.doc());
    if (schema.isOptional()) {
      out.writeBooleanField("optional", true);
    }
    defaultValue(schema);
    parameters(schema.parameters());
    parts(schema);
    out.writeEndObject();
    path.pop();
  }

  private void optionalText(String member, @Nullable String text) throws IOException, NotKept {
    if (text != null) {
      out.writeStringField(member, DocumentWriter.text(text));
    }
  }

  /** That of a struct is of the same schema without a default: it could not be its own. */
  private void defaultValue(Schema schema) throws IOException, NotKept {
    Object value = schema.defaultValue();
    if (value != null) {
      Schema of = value instanceof Struct struct ? struct.schema() : schema;
      try {
        out.writeStringField("default", new String(DocumentWriter.write(of, value), UTF_8));
      } catch (NotKept reason) {
        throw new NotKept("the default of its schema: " + reason.getMessage());
      }
    }
  }

  private void parameters(@Nullable Map<String, String> parameters) throws IOException, NotKept {
    if (parameters == null) {
      return;
    }
    out.writeObjectFieldStart("parameters");
    for (Map.Entry<String, String> parameter : new TreeMap<>(parameters).entrySet()) {
      out.writeStringField(
          DocumentWriter.text(parameter.getKey()), DocumentWriter.text(parameter.getValue()));
    }
    out.writeEndObject();
  }

  private void parts(Schema schema) throws IOException, NotKept {
    switch (schema.type()) {
      case STRUCT -> {
        out.writeArrayFieldStart("fields");
        for (Field field : schema.fields()) {
          out.writeStartObject();
          out.writeStringField("name", DocumentWriter.text(field.name()));
          out.writeFieldName("schema");
          write(field.schema());
          out.writeEndObject();
        }
        out.writeEndArray();
      }
      case MAP -> {
        out.writeFieldName("keys");
        write(schema.keySchema());
        out.writeFieldName("values");
        write(schema.valueSchema());
      }
      case ARRAY -> {
        out.writeFieldName("values");
        write(schema.valueSchema());
      }
      default -> {
        // a type without parts
      }
    }
  }

  /** Parses a text that holds schemas. */
  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException invalid) {
      throw new Misfit("is not JSON");
    }
  }

  static Schema read(JsonNode json) {
    Schema.Type type = type(json);
    Schema keys = type == Schema.Type.MAP ? read(json.path("keys")) : null;
    boolean hasValues = type == Schema.Type.MAP || type == Schema.Type.ARRAY;
    Parts parts =
        new Parts(
            type == Schema.Type.STRUCT ? fields(json.path("fields")) : null,
            keys,
            hasValues ? read(json.path("values")) : null);
    Schema plain = schema(json, type, null, parts);
    JsonNode given = json.get("default");
    return given == null
        ? plain
        : schema(json, type, DocumentReader.read(plain, given.asText()), parts);
  }

  private record Parts(
      @Nullable List<Field> fields, @Nullable Schema keys, @Nullable Schema values) {}

  /** Not by a builder, which takes no default for a struct. */
  // Connect's constructor takes null for what a schema does not say.
  @SuppressWarnings("NullAway")
  private static Schema schema(
      JsonNode json, Schema.Type type, @Nullable Object defaultValue, Parts parts) {
    JsonNode version = json.get("version");
    return new ConnectSchema(
        type,
        json.path("optional").asBoolean(false),
        defaultValue,
        text(json, "name"),
        version == null ? null : version.asInt(),
        text(json, "doc"),
        parameters(json.get("parameters")),
        parts.fields(),
        parts.keys(),
        parts.values());
  }

  private static Schema.Type type(JsonNode json) {
    try {
      return Schema.Type.valueOf(json.path("type").asText().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new Misfit("is no schema of Connect");
    }
  }

  private static @Nullable String text(JsonNode json, String member) {
    JsonNode text = json.get(member);
    return text == null ? null : text.asText();
  }

  private static @Nullable Map<String, String> parameters(@Nullable JsonNode json) {
    if (json == null) {
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    json.properties().forEach(one -> parameters.put(one.getKey(), one.getValue().asText()));
    return Collections.unmodifiableMap(parameters);
  }

  private static List<Field> fields(JsonNode json) {
    List<Field> fields = new ArrayList<>();
    for (JsonNode field : json) {
      fields.add(new Field(field.path("name").asText(), fields.size(), read(field.path("schema"))));
    }
    return Collections.unmodifiableList(fields);
  }
}
