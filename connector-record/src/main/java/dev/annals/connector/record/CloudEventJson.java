package dev.annals.connector.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.annals.model.Bytes;
import dev.annals.model.decision.AppendLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON that holds one CloudEvent, or an array of them. */
final class CloudEventJson {
  private static final ObjectReader JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  // A table of names that all documents share breaks where names collide in it.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          // A name that stands twice in an object: readers differ in which one they take.
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .reader();

  /** For a value that must be over after its object. */
  private static final ObjectReader WHOLE_VALUE =
      JSON.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private CloudEventJson() {}

  /**
   * An element of a batch.
   *
   * @param node what it says
   * @param text exactly as it stands in the array
   */
  record Element(JsonNode node, String text) {}

  /** The object that these bytes are. */
  static JsonNode object(Bytes value) throws NotDecodable {
    String text = StrictUtf8.decode(value.toArray(), "the record's value");
    try {
      JsonNode node = WHOLE_VALUE.readTree(text);
      if (!node.isObject()) {
        throw new NotDecodable("the value is JSON, but no object: a CloudEvent is one");
      }
      return node;
    } catch (JsonProcessingException invalid) {
      throw new NotDecodable("the value " + fault(invalid) + ": send a CloudEvent");
    }
  }

  /** The object that these bytes are, if they are a CloudEvent that nobody announced. */
  static @Nullable JsonNode recognise(Bytes value) {
    byte[] bytes = value.toArray();
    int start = 0;
    while (start < bytes.length && bytes[start] <= ' ' && bytes[start] >= 0) {
      start++;
    }
    if (start == bytes.length || bytes[start] != '{') {
      return null;
    }
    try {
      JsonNode node = object(value);
      return node.has("specversion") && node.has("id") && node.has("type") ? node : null;
    } catch (NotDecodable someOtherValue) {
      return null;
    }
  }

  /** The objects of the array that these bytes are. */
  static List<Element> array(Bytes value) throws NotDecodable {
    String text = StrictUtf8.decode(value.toArray(), "the record's value");
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new NotDecodable("a batch is a JSON array of CloudEvents, but the value is no array");
      }
      List<Element> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(element(parser, text, elements.size()));
      }
      if (parser.nextToken() != null) {
        throw new NotDecodable("the batch goes on after its array: send one array in a record");
      }
      return elements;
    } catch (JsonProcessingException invalid) {
      throw new NotDecodable("the batch " + fault(invalid) + ": send an array of CloudEvents");
    } catch (IOException cannotBe) {
      throw new IllegalStateException("reading from memory", cannotBe);
    }
  }

  private static Element element(JsonParser parser, String text, int index)
      throws IOException, NotDecodable {
    if (index == AppendLimits.MAX_EVENTS) {
      throw new NotDecodable(
          "the batch has more than %,d events: split it".formatted(AppendLimits.MAX_EVENTS));
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new NotDecodable("element %d of the batch is no object".formatted(index + 1));
    }
    int start = (int) parser.currentTokenLocation().getCharOffset();
    JsonNode node = JSON.readTree(parser);
    int end = (int) parser.currentLocation().getCharOffset();
    return new Element(node, text.substring(start, end));
  }

  /** What is wrong, and where. Not what stands there: messages must not show payloads. */
  private static String fault(JsonProcessingException invalid) {
    boolean twice = invalid.getOriginalMessage().startsWith("Duplicate field");
    String fault = twice ? "has an object in which a name stands twice" : "is not JSON";
    return invalid.getLocation() == null
        ? fault
        : "%s (line %d, column %d)"
            .formatted(
                fault, invalid.getLocation().getLineNr(), invalid.getLocation().getColumnNr());
  }
}
