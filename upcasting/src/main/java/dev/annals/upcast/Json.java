package dev.annals.upcast;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.annals.model.Bytes;
import java.io.CharConversionException;
import java.io.IOException;

/** Reads and writes JSON with every digit of its numbers. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // A table of names that all documents share breaks where names collide in it.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          // A name that stands twice: readers differ in which one they take.
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** Jackson's bounds, which keep one text from taking the memory or the stack of all. */
  private static final String TOO_LARGE =
      "is deeper than 1,000 levels, or has a number of more than 1,000 digits, a name of more than"
          + " 50,000 characters or a text of more than 20,000,000";

  private static final ObjectReader READER =
      MAPPER.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final ObjectWriter WRITER =
      MAPPER.writer().with(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);
  private static final ObjectWriter ESCAPING_WRITER = MAPPER.writer();

  private Json() {}

  /** Text that is no JSON. The message says what and where, and quotes nothing of it. */
  public static final class NotJson extends Exception {
    private static final long serialVersionUID = 1;

    NotJson(String reason) {
      super(reason);
    }
  }

  /** The JSON that the bytes are, in UTF-8; nothing but white space may follow it. */
  public static JsonNode read(Bytes bytes) throws NotJson {
    try {
      return required(READER.readTree(bytes.toArray()));
    } catch (JsonProcessingException invalid) {
      throw new NotJson(fault(invalid));
    } catch (CharConversionException invalid) {
      throw new NotJson("is not JSON: it is not text in UTF-8");
    } catch (IOException cannotBe) {
      throw new IllegalStateException("reading from memory", cannotBe);
    }
  }

  /** The JSON that the text is; nothing but white space may follow it. */
  public static JsonNode read(String text) throws NotJson {
    try {
      return required(READER.readTree(text));
    } catch (JsonProcessingException invalid) {
      throw new NotJson(fault(invalid));
    }
  }

  private static JsonNode required(JsonNode node) throws NotJson {
    if (node.isMissingNode()) {
      throw new NotJson("is not JSON: it is empty");
    }
    return node;
  }

  private static String fault(JsonProcessingException invalid) {
    if (invalid instanceof StreamConstraintsException) {
      return TOO_LARGE;
    }
    boolean twice = invalid.getOriginalMessage().startsWith("Duplicate field");
    String fault = twice ? "has an object in which a name stands twice" : "is not JSON";
    return invalid.getLocation() == null
        ? fault
        : "%s (line %d, column %d)"
            .formatted(
                fault, invalid.getLocation().getLineNr(), invalid.getLocation().getColumnNr());
  }

  /** In UTF-8; half a surrogate pair, which has none, as the escape sequence that it came in. */
  public static Bytes write(JsonNode node) throws UpcastException {
    try {
      return Bytes.of(WRITER.writeValueAsBytes(node));
    } catch (JsonProcessingException halfAPair) {
      return escaped(node);
    }
  }

  private static Bytes escaped(JsonNode node) throws UpcastException {
    try {
      return Bytes.of(ESCAPING_WRITER.writeValueAsBytes(node));
    } catch (JsonProcessingException tooDeep) {
      throw new UpcastException("the new data is deeper than 1,000 levels");
    }
  }
}
