package dev.annals.reduce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.Excerpt;
import dev.annals.model.store.ReducerId;
import java.util.ArrayList;
import java.util.List;

/** One rule on its way from JSON. */
final class SnapshotRuleReading {
  private static final List<String> FIELDS =
      List.of("entityType", "reducer", "every", "keep", "comment");
  private static final List<String> REDUCER_FIELDS =
      List.of("name", "jsonata", "initial", "comment");

  private final int number;
  private final JsonNode rule;
  private final Reducers reducers;

  /**
   * A rule that was not looked at yet.
   *
   * @param number its place in the array, from 1
   */
  SnapshotRuleReading(int number, JsonNode rule, Reducers reducers) {
    this.number = number;
    this.rule = rule;
    this.reducers = reducers;
  }

  /** The rule, else {@link BadReducersException}. */
  SnapshotRule rule() {
    if (!rule.isObject()) {
      throw wrong("is no object: write {\"entityType\": …, \"reducer\": …}");
    }
    requireKnown(rule, FIELDS, "");
    return new SnapshotRule(
        entityType(),
        reducer(),
        count("every", SnapshotRule.DEFAULT_EVERY),
        count("keep", SnapshotRule.DEFAULT_KEEP));
  }

  private String entityType() {
    JsonNode type = rule.path("entityType");
    if (!type.isTextual() || type.textValue().isEmpty()) {
      throw wrong("needs a field entityType that is a text: whose streams it is for");
    }
    if (!UTF_8.newEncoder().canEncode(type.textValue())) {
      throw wrong("has half a surrogate pair in entityType: no stream has such a type");
    }
    return type.textValue();
  }

  private Reducer reducer() {
    JsonNode reducer = rule.path("reducer");
    if (reducer.isTextual()) {
      String name = reducer.textValue();
      return reducers
          .find(name)
          .orElseThrow(
              () ->
                  wrong(
                      "names a reducer %s, which is not there; there are %s, and those in Java whose jars lie in the plugin's folder. For an expression write {\"name\": …, \"jsonata\": …}"
                          .formatted(Excerpt.of(name), String.join(", ", reducers.names()))));
    }
    if (reducer.isObject()) {
      return jsonata(reducer);
    }
    throw wrong(
        "needs a field reducer: a name such as \"json-merge-patch\", or {\"name\": …, \"jsonata\": …}");
  }

  private Reducer jsonata(JsonNode reducer) {
    requireKnown(reducer, REDUCER_FIELDS, "in reducer ");
    JsonNode expression = reducer.path("jsonata");
    if (!expression.isTextual() || expression.textValue().isBlank()) {
      throw wrong("has a reducer without a field jsonata: write an expression of JSONata");
    }
    String name = reducer.path("name").isTextual() ? reducer.path("name").textValue() : "";
    try {
      new ReducerId(name, "any");
    } catch (IllegalArgumentException noName) {
      throw wrong("has a reducer without a fit name: " + noName.getMessage());
    }
    if (reducers.find(name).isPresent()) {
      throw wrong("calls its expression %s, as another reducer is called".formatted(name));
    }
    String initial = reducer.has("initial") ? reducer.get("initial").toString() : "{}";
    try {
      return Jsonata.of(name, expression.textValue(), initial);
    } catch (IllegalArgumentException reason) {
      throw wrong(": " + reason.getMessage());
    }
  }

  private int count(String field, int otherwise) {
    JsonNode value = rule.get(field);
    if (value == null) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw wrong("has a field %s that is no whole number from 1".formatted(field));
    }
    return value.intValue();
  }

  private void requireKnown(JsonNode node, List<String> known, String where) {
    List<String> unknown = new ArrayList<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw wrong(
          "has %sa field %s, which is not known; known are %s"
              .formatted(where, Excerpt.of(unknown.get(0)), String.join(", ", known)));
    }
  }

  private BadReducersException wrong(String reason) {
    return new BadReducersException(
        "rule " + number + (reason.startsWith(":") ? reason : " " + reason));
  }
}
