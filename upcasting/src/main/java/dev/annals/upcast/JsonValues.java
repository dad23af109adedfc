package dev.annals.upcast;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as JSONata takes and gives it: maps, lists, text, numbers, booleans. A number that an
 * expression only hands on keeps its class, and with it all its digits.
 */
final class JsonValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** To round a number with a greater exponent would take minutes. */
  private static final int MAX_EXPONENT = 10_000;

  private JsonValues() {}

  /** A copy for JSONata, which may change what it is given. */
  static @Nullable Object of(JsonNode node) throws UpcastException {
    if (node.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        map.put(member.getKey(), of(member.getValue()));
      }
      return map;
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      for (JsonNode element : node) {
        list.add(of(element));
      }
      return list;
    }
    if (node.isNumber()) {
      if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_EXPONENT) {
        throw new UpcastException(
            "its data holds a number with an exponent beyond %,d".formatted(MAX_EXPONENT));
      }
      return node.numberValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() ? null : node.asText();
  }

  /** What JSONata gave, as JSON. */
  static JsonNode node(@Nullable Object value) throws UpcastException {
    if (value == null || value == Jsonata.NULL_VALUE) {
      return NODES.nullNode();
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        object.set(String.valueOf(member.getKey()), node(member.getValue()));
      }
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      for (Object element : list) {
        array.add(node(element));
      }
      return array;
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    if (value instanceof String text) {
      return NODES.textNode(text);
    }
    throw new UpcastException("the expression gives a function, which is no JSON");
  }

  private static JsonNode number(Number number) throws UpcastException {
    if (number instanceof Integer || number instanceof Long) {
      return NODES.numberNode(number.longValue());
    }
    if (number instanceof BigInteger integer) {
      return NODES.numberNode(integer);
    }
    if (number instanceof BigDecimal decimal) {
      return NODES.numberNode(decimal);
    }
    double decimal = number.doubleValue();
    if (!Double.isFinite(decimal)) {
      throw new UpcastException("the expression gives a number that is none in JSON");
    }
    return NODES.numberNode(decimal);
  }
}
