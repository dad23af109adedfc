package dev.annals.upcast;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rule on its way from JSON to an upcaster. */
final class RuleReading {
  private static final List<String> FIELDS =
      List.of("type", "from", "to", "rename", "data", "split", "into", "drop", "comment");

  private final int number;
  private final JsonNode rule;
  private String name;

  /**
   * A rule that was not looked at yet.
   *
   * @param number its place in the array, from 1
   */
  RuleReading(int number, JsonNode rule) {
    this.number = number;
    this.rule = rule;
    this.name = "rule " + number;
  }

  /** The rule, else {@link BadRulesException}. */
  JsonRule rule() {
    if (!rule.isObject()) {
      throw wrong("is no object: write {\"type\": …, \"from\": …, …}");
    }
    Shape from = new Shape(requiredText("type"), requiredVersion("from"));
    name = "rule %d (%s from %d)".formatted(number, Excerpt.of(from.type()), from.version());
    requireKnownFields();
    boolean drops = rule.has("drop");
    boolean splits = rule.has("split");
    boolean changes = rule.has("data") || rule.has("rename");
    if (!drops && !splits && !changes) {
      throw wrong("does not say what to do: add data, rename, split or drop");
    }
    if ((drops ? 1 : 0) + (splits ? 1 : 0) + (changes ? 1 : 0) > 1) {
      throw wrong("says several things to do: take one of split, drop, or data and rename");
    }
    if (rule.has("into") && !splits) {
      throw wrong("has into, which belongs to split: with data or rename write to");
    }
    return drops ? drop(from) : splits ? split(from) : change(from);
  }

  private JsonRule drop(Shape from) {
    if (!rule.get("drop").isBoolean() || !rule.get("drop").booleanValue()) {
      throw wrong("has a drop that is not true: to drop some events only, split into [] or one");
    }
    if (rule.has("to")) {
      throw wrong("leads nowhere, as it drops the event: take its field to out");
    }
    return new JsonRule.Drop(number, from);
  }

  private JsonRule change(Shape from) {
    String type = rule.has("rename") ? requiredText("rename") : from.type();
    if (rule.has("rename") && type.equals(from.type())) {
      throw wrong("renames the type to what it is: name another, or take rename out");
    }
    if (rule.has("rename") && !rule.has("to")) {
      throw wrong(
          "renames the type, but does not say which schema version of %s it leads to: add to"
              .formatted(Excerpt.of(type)));
    }
    return new JsonRule.Change(number, from, new Shape(type, to(from, type)), expression("data"));
  }

  private JsonRule split(Shape from) {
    Expression parts = expression("split");
    if (parts == null) {
      throw wrong("has a split that is no text: write an expression");
    }
    Set<Shape> into = new LinkedHashSet<>();
    if (rule.has("into")) {
      into.addAll(into(from));
    } else {
      into.add(new Shape(from.type(), to(from, from.type())));
    }
    return new JsonRule.Split(number, from, into, parts);
  }

  private Set<Shape> into(Shape from) {
    if (rule.has("to")) {
      throw wrong("has both into and to: into names a version for each type already");
    }
    JsonNode into = rule.get("into");
    if (!into.isObject() || into.isEmpty()) {
      throw wrong("has an into that is no object: write {\"type of the part\": its version, …}");
    }
    Set<Shape> shapes = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> entry : into.properties()) {
      if (entry.getKey().isEmpty() || !isVersion(entry.getValue())) {
        throw wrong("has an into whose entries are not a type and a whole number from 1 each");
      }
      Shape shape = new Shape(entry.getKey(), entry.getValue().intValue());
      requireAhead(from, shape);
      shapes.add(shape);
    }
    return shapes;
  }

  /** The version it leads to: the next one, unless it says so. */
  private int to(Shape from, String type) {
    if (!rule.has("to") && from.version() == Integer.MAX_VALUE) {
      throw wrong("is from the last schema version there is: nothing comes after it");
    }
    int to = rule.has("to") ? requiredVersion("to") : from.version() + 1;
    requireAhead(from, new Shape(type, to));
    return to;
  }

  private void requireAhead(Shape from, Shape to) {
    if (from.type().equals(to.type()) && to.version() <= from.version()) {
      throw wrong(
          "leads to version %d of its type, which is not above %d"
              .formatted(to.version(), from.version()));
    }
  }

  private @Nullable Expression expression(String field) {
    JsonNode text = rule.get(field);
    if (text == null) {
      return null;
    }
    if (!text.isTextual() || text.textValue().isBlank()) {
      throw wrong("has a %s that is no text: write an expression of JSONata".formatted(field));
    }
    try {
      return Expression.compile(text.textValue());
    } catch (IllegalArgumentException reason) {
      throw wrong(
          "has an expression in %s that does not compile: %s"
              .formatted(field, reason.getMessage()));
    }
  }

  private String requiredText(String field) {
    JsonNode value = rule.get(field);
    if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
      throw wrong("needs a field %s that is a text, an event type".formatted(field));
    }
    if (!UTF_8.newEncoder().canEncode(value.textValue())) {
      throw wrong("has half a surrogate pair in %s: no event has such a type".formatted(field));
    }
    return value.textValue();
  }

  private int requiredVersion(String field) {
    JsonNode value = rule.get(field);
    if (value == null || !isVersion(value)) {
      throw wrong(
          "needs a field %s that is a whole number from 1, a schema version".formatted(field));
    }
    return value.intValue();
  }

  private static boolean isVersion(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 1;
  }

  private void requireKnownFields() {
    List<String> unknown = new ArrayList<>();
    rule.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      throw wrong(
          "has a field %s, which is not known; known are %s"
              .formatted(Excerpt.of(unknown.get(0)), String.join(", ", FIELDS)));
    }
  }

  private BadRulesException wrong(String reason) {
    return new BadRulesException(name + " " + reason);
  }
}
