package dev.annals.connector.kind;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.model.Excerpt;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Turns bytes into the values they were. Never keeps silent about what does not fit. */
public final class KindReader {
  private KindReader() {}

  /**
   * The value that {@link KindWriter} wrote.
   *
   * @throws Misfit if the bytes are no such value: damaged, or made by something else
   */
  public static SchemaAndValue read(Kind kind, @Nullable Bytes bytes) {
    if (bytes == null) {
      return new SchemaAndValue(kind.schema(), null);
    }
    return switch (kind.form()) {
      case BYTES -> new SchemaAndValue(kind.schema(), bytes.toArray());
      case TEXT -> new SchemaAndValue(kind.schema(), text(bytes));
      case DOCUMENT -> new SchemaAndValue(kind.schema(), document(kind.schema(), text(bytes)));
    };
  }

  /**
   * The value that a JSON document says, by a schema: a struct that upcasting made, for example.
   * Members may be in any order; one that is missing is null. Numbers may be written otherwise than
   * {@link KindWriter} does, as long as nothing is lost: {@code 7.0} for a whole number, {@code
   * 12.5} for a decimal of scale 2.
   *
   * @param schema absent: lists, maps, texts, whole numbers, fractions and booleans
   * @throws Misfit naming the member, and what the schema has there
   */
  public static @Nullable Object document(@Nullable Schema schema, String json) {
    return DocumentReader.read(schema, json);
  }

  /** The text that bytes are, else {@link Misfit}. */
  public static String text(Bytes bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toArray())).toString();
    } catch (CharacterCodingException malformed) {
      throw new Misfit("is not text in UTF-8");
    }
  }

  /** A schema for messages: its name, or its type. */
  static String name(Schema schema) {
    return schema.name() == null
        ? schema.type().name().toLowerCase(Locale.ROOT)
        : Excerpt.of(schema.name());
  }
}
