package dev.annals.testkit.spec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.upcast.Json;
import java.util.Comparator;

/** JSON as a specification compares it: by what it says. */
final class SpecJson {
  /** 1, 1.0 and 1e0 are one number; what else differs, differs. */
  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  private SpecJson() {}

  static JsonNode read(String json) {
    try {
      return Json.read(json);
    } catch (Json.NotJson reason) {
      throw new IllegalArgumentException("the text " + reason.getMessage() + ": " + json, reason);
    }
  }

  /** Whether both say the same; the order of members says nothing. */
  static boolean same(JsonNode one, JsonNode other) {
    return one.equals(BY_VALUE, other);
  }
}
