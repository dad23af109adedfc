package dev.annals.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.Fingerprint;
import dev.annals.upcast.EventDocument;
import dev.annals.upcast.Expression;
import dev.annals.upcast.Json;
import dev.annals.upcast.UpcastException;
import java.util.Map;

/**
 * The state by an expression of JSONata. Its input is an event's data, {@code $state} is the state
 * before, and {@code $event} tells about the event; for an event that changes nothing it gives
 * {@code $state}. Thread-safe.
 */
public final class Jsonata implements Reducer {
  private final String name;
  private final Expression expression;
  private final String initial;

  private Jsonata(String name, Expression expression, String initial) {
    this.name = name;
    this.expression = expression;
    this.initial = initial;
  }

  /**
   * A reducer by an expression.
   *
   * @param initial the state before the first event, as JSON
   * @throws IllegalArgumentException for an expression that does not compile, or a state that is no
   *     JSON
   */
  public static Jsonata of(String name, String expression, String initial) {
    Jsonata reducer = new Jsonata(name, compile(name, expression), initial);
    reducer.initial();
    return reducer;
  }

  private static Expression compile(String name, String expression) {
    try {
      return Expression.compile(expression);
    } catch (IllegalArgumentException reason) {
      throw new IllegalArgumentException(
          "the expression of reducer %s does not compile: %s".formatted(name, reason.getMessage()),
          reason);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of("jsonata", expression.definition(), initial);
  }

  @Override
  public JsonNode initial() {
    try {
      return Json.read(initial);
    } catch (Json.NotJson reason) {
      throw new IllegalArgumentException(
          "the initial state of reducer %s %s".formatted(name, reason.getMessage()), reason);
    }
  }

  @Override
  public JsonNode reduce(JsonNode state, EventDocument event) throws ReduceException {
    try {
      return expression.evaluate(event, Map.of("state", state));
    } catch (UpcastException reason) {
      throw new ReduceException(String.valueOf(reason.getMessage()));
    }
  }
}
