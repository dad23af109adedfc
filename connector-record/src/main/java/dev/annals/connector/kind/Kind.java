package dev.annals.connector.kind;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.store.StoredSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a value was before it was bytes. Stored as JSON, once for all values of a kind:
 *
 * <pre>
 * {"format": 1, "form": "document", "schema": {…} or null}
 * </pre>
 *
 * Stored for ever: a new way to write values or schemas gets a new number, and the old ones stay
 * readable.
 *
 * @param form how it is written down
 * @param schema the schema it came with; absent where it came without one
 */
public record Kind(Form form, @Nullable Schema schema) {
  private static final int FORMAT = 1;

  /** More is no schema that somebody wrote. */
  private static final int MAX_BYTES = 1 << 20;

  /** Whether an upcast document can be read by its schema. */
  public boolean isStruct() {
    return schema != null && schema.type() == Schema.Type.STRUCT;
  }

  /** As it is stored. */
  StoredSchema stored() throws NotKept {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = DocumentWriter.JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("format", FORMAT);
      out.writeStringField("form", form.name().toLowerCase(Locale.ROOT));
      out.writeFieldName("schema");
      if (schema == null) {
        out.writeNull();
      } else {
        new SchemaText(out).write(schema);
      }
      out.writeEndObject();
    } catch (IOException cannotBe) {
      throw new IllegalStateException("writing to memory", cannotBe);
    }
    if (bytes.size() > MAX_BYTES) {
      throw new NotKept(
          "its schema takes more than 1 MiB: use ByteArrayConverter, which keeps the bytes as they are");
    }
    return new StoredSchema(fingerprint(bytes.toByteArray()), bytes.toString(UTF_8));
  }

  private static String fingerprint(byte[] json) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The kind that was stored so, else {@link Misfit}. */
  static Kind read(StoredSchema stored) {
    JsonNode json = SchemaText.parse(stored.json());
    int format = json.path("format").asInt();
    if (format != FORMAT) {
      throw new Misfit(
          "schema %s is of format %d, and only %d is known here: use the release that wrote it"
              .formatted(stored.id(), format, FORMAT));
    }
    JsonNode schema = json.path("schema");
    Form form = Form.valueOf(json.path("form").asText().toUpperCase(Locale.ROOT));
    return new Kind(form, schema.isNull() ? null : SchemaText.read(schema));
  }
}
