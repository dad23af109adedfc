package dev.annals.connector.kind;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.annals.model.Bytes;
import dev.annals.model.store.StoredSchema;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Turns values of Connect into bytes, and says what they were. Thread-safe. */
public final class KindWriter {
  private static final int MAX_REMEMBERED = 1_000;

  /** What transforms leave of a number whose schema they dropped. */
  private static final Map<Class<?>, Schema> OF_NUMBERS =
      Map.of(
          Byte.class, Schema.OPTIONAL_INT8_SCHEMA,
          Short.class, Schema.OPTIONAL_INT16_SCHEMA,
          Integer.class, Schema.OPTIONAL_INT32_SCHEMA,
          Float.class, Schema.OPTIONAL_FLOAT32_SCHEMA);

  /** By identity: converters hand out the same schema for many records (BOUNDED). */
  private final Cache<Schema, StoredSchema> known =
      Caffeine.newBuilder().weakKeys().maximumSize(MAX_REMEMBERED).executor(Runnable::run).build();

  /**
   * A value as it is stored.
   *
   * @throws NotKept if it is no value that Connect knows, or not of its schema
   */
  public Kept write(@Nullable Schema schema, @Nullable Object value) throws NotKept {
    if (schema != null) {
      return written(schema, value);
    }
    if (value instanceof Struct struct) {
      return written(struct.schema(), struct);
    }
    if (value == null || value instanceof byte[] || value instanceof ByteBuffer) {
      return new Kept(bytes(value), Form.BYTES, null, false);
    }
    if (value instanceof CharSequence text) {
      return new Kept(text(text), Form.TEXT, new Kind(Form.TEXT, null).stored(), false);
    }
    Schema ofNumber = OF_NUMBERS.get(value.getClass());
    if (ofNumber != null) {
      return written(ofNumber, value);
    }
    Bytes document = Bytes.of(DocumentWriter.write(null, value));
    return new Kept(document, Form.DOCUMENT, new Kind(Form.DOCUMENT, null).stored(), false);
  }

  /** A document that is written already, as part of a larger one. */
  public Kept ofDocument(@Nullable Schema schema, Bytes document) throws NotKept {
    Kind kind = new Kind(Form.DOCUMENT, schema);
    StoredSchema stored = schema == null ? kind.stored() : stored(kind, schema);
    return new Kept(document, Form.DOCUMENT, stored, kind.isStruct());
  }

  private Kept written(Schema schema, @Nullable Object value) throws NotKept {
    Kind kind = new Kind(Form.of(schema), schema);
    StoredSchema stored = isOfByteArrayConverter(schema) ? null : stored(kind, schema);
    return new Kept(bytes(kind, value), kind.form(), stored, kind.isStruct());
  }

  private static boolean isOfByteArrayConverter(Schema schema) {
    return schema == Schema.OPTIONAL_BYTES_SCHEMA
        || (schema.type() == Schema.Type.BYTES && schema.equals(Schema.OPTIONAL_BYTES_SCHEMA));
  }

  private StoredSchema stored(Kind kind, Schema schema) throws NotKept {
    if (!(schema instanceof ConnectSchema)) {
      return kind.stored(); // It may be a builder, that changes.
    }
    StoredSchema found = known.getIfPresent(schema);
    if (found == null) {
      found = kind.stored();
      known.put(schema, found);
    }
    return found;
  }

  private static @Nullable Bytes bytes(Kind kind, @Nullable Object value) throws NotKept {
    if (value == null) {
      return null;
    }
    if (kind.form() == Form.BYTES && (value instanceof byte[] || value instanceof ByteBuffer)) {
      return bytes(value);
    }
    if (kind.form() == Form.TEXT && value instanceof CharSequence text) {
      return text(text);
    }
    return Bytes.of(DocumentWriter.write(kind.schema(), value));
  }

  private static @Nullable Bytes bytes(@Nullable Object value) {
    return value instanceof byte[] bytes
        ? Bytes.of(bytes)
        : value instanceof ByteBuffer buffer ? Bytes.copyOf(buffer) : null;
  }

  private static Bytes text(CharSequence text) throws NotKept {
    return Bytes.of(DocumentWriter.text(text).getBytes(UTF_8));
  }
}
