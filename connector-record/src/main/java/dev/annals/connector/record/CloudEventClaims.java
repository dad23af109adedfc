package dev.annals.connector.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a CloudEvent in JSON says; what it does not, the headers of its record may.
 *
 * @param node the CloudEvent, an object
 * @param headers of the record
 */
record CloudEventClaims(JsonNode node, HeaderClaims headers) implements Claims {
  private static final String DATA = "data";
  private static final String BINARY_DATA = "data_base64";

  /** Checks what CloudEvents 1.0 asks of every event. */
  void requireValid() throws NotDecodable {
    for (String required : new String[] {"specversion", "id", "source", "type"}) {
      JsonNode value = node.get(required);
      if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
        throw new NotDecodable(
            "the CloudEvent has no attribute " + required + " that is a text: CloudEvents need it");
      }
    }
    if (!node.get("specversion").textValue().equals("1.0")) {
      throw new NotDecodable("the CloudEvent is not of specversion 1.0: send it in that version");
    }
    if (node.hasNonNull(DATA) && node.hasNonNull(BINARY_DATA)) {
      throw new NotDecodable("the CloudEvent has both data and data_base64: send one of them");
    }
    requireBase64(node.get(BINARY_DATA));
  }

  private static void requireBase64(@Nullable JsonNode data) throws NotDecodable {
    if (data == null || data.isNull()) {
      return;
    }
    try {
      if (data.isTextual()) {
        Base64.getDecoder().decode(data.textValue());
        return;
      }
    } catch (IllegalArgumentException notBase64) {
      // falls through to the same sentence
    }
    throw new NotDecodable("the CloudEvent's data_base64 is not base64: encode it by RFC 4648");
  }

  @Override
  public @Nullable String text(Meaning meaning) throws NotDecodable {
    boolean number = meaning == Meaning.SCHEMA_VERSION || meaning == Meaning.EXPECTED_VERSION;
    String own = own(meaning.attribute(), number);
    return own == null ? headers.text(meaning) : own;
  }

  @Override
  public @Nullable String attribute(String name) throws NotDecodable {
    String own = own(name, true);
    return own == null ? headers.attribute(name) : own;
  }

  /**
   * What the CloudEvent itself says.
   *
   * @param number whether it may be a whole number, too
   */
  private @Nullable String own(String attribute, boolean number) throws NotDecodable {
    JsonNode value = node.get(attribute);
    if (value == null || value.isNull()) {
      return null;
    }
    if (number && value.isIntegralNumber()) {
      return value.asText();
    }
    if (!value.isTextual()) {
      throw new NotDecodable(
          "attribute %s is not a %s"
              .formatted(
                  attribute,
                  number ? "whole number: write it without quotes or fraction" : "text: quote it"));
    }
    if (value.textValue().isEmpty()) {
      throw new NotDecodable(
          "attribute " + attribute + " is empty: give it a value or leave it out");
    }
    StrictUtf8.encode(value.textValue(), "attribute " + attribute);
    return value.textValue();
  }

  /** Whether the CloudEvent itself says it, and not a header. */
  boolean saysItself(Meaning meaning) {
    return node.hasNonNull(meaning.attribute());
  }

  @Override
  public String place(Meaning meaning) {
    return place(meaning.attribute());
  }

  @Override
  public String place(String attribute) {
    return "attribute " + attribute;
  }

  @Override
  public Map<String, String> attributes() throws NotDecodable {
    Map<String, String> attributes = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (WITH_PLACE.contains(name) || name.equals(DATA) || name.equals(BINARY_DATA)) {
        continue;
      }
      if (!value.isNull()) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        StrictUtf8.encode(text, "attribute " + name);
        attributes.put(name, text);
      }
    }
    return attributes;
  }
}
