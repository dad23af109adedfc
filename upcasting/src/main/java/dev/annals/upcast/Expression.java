package dev.annals.upcast;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.Excerpt;
import dev.annals.model.NewEvent;
import dev.annals.model.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression. Its input is an event's data, and {@code $event} tells about the event. The
 * same event gives the same result at any time, on any worker: {@link Builtins} sees to it.
 *
 * <p>Thread-safe by a lock: a parsed expression of the library keeps state while it is evaluated.
 */
public final class Expression {
  /**
   * Part of every definition: to be changed where a release of the library, or of {@link Builtins},
   * gives other results for the same text.
   */
  private static final String LANGUAGE = "jsonata 1: ";

  /**
   * What the library calls errors that the expression itself raises, by {@code $error} and {@code
   * $assert}.
   */
  private static final Set<String> RAISED = Set.of("D3137", "D3141");

  private final String text;
  private final Jsonata jsonata;
  private final Bounds bounds;

  /** Functions by name, and regular expressions by that of the variable in their place. */
  private final Map<String, JFunction> bounded;

  private Expression(String text, RegexLiterals regexes, Bounds bounds) {
    this.text = text;
    this.bounds = bounds;
    this.bounded = TextFunctions.boundedBy(bounds);
    this.jsonata = Jsonata.jsonata(regexes.text());
    regexes.patterns().forEach((name, regex) -> bounded.put(name, new Regex(regex, bounds)));
    // Nothing at all, as for a misspelt name, is not the same as null.
    jsonata.setOutputConvertNulls(false);
  }

  /** Compiles an expression, else {@link IllegalArgumentException} with a reason. */
  public static Expression compile(String text) {
    return compile(text, Bounds.LONGEST);
  }

  /** The same, with its time to compute. */
  static Expression compile(String text, Duration longest) {
    try {
      return new Expression(text, RegexLiterals.of(text), new Bounds(text, longest));
    } catch (PatternSyntaxException invalid) {
      throw new IllegalArgumentException(
          "one of its regular expressions is none: " + invalid.getDescription());
    } catch (JException invalid) {
      throw new IllegalArgumentException(
          invalid.getLocation() < 0
              ? String.valueOf(invalid.getMessage())
              : "%s (at character %d)".formatted(invalid.getMessage(), invalid.getLocation()));
    } catch (RuntimeException | StackOverflowError fault) {
      throw new IllegalArgumentException("it is no expression of JSONata");
    }
  }

  /** Its text and language: what has another one may give other results. */
  public String definition() {
    return LANGUAGE + text;
  }

  /** The result; nothing, as for a name that is not there, is a reason to fail. */
  JsonNode evaluate(EventDocument document) throws UpcastException {
    return evaluate(document, Map.of());
  }

  /**
   * The result; nothing, as for a name that is not there, is a reason to fail.
   *
   * @param variables by name, without the dollar sign
   */
  public JsonNode evaluate(EventDocument document, Map<String, JsonNode> variables)
      throws UpcastException {
    Object input = JsonValues.of(document.data());
    Map<String, Object> bound = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> variable : variables.entrySet()) {
      bound.put(variable.getKey(), orNull(JsonValues.of(variable.getValue())));
    }
    synchronized (this) {
      Frame frame = jsonata.createFrame();
      frame.bind("event", about(document));
      bound.forEach(frame::bind);
      Builtins.bind(frame);
      bounded.forEach(frame::bind);
      try {
        bounds.begin(frame);
        return required(jsonata.evaluate(orNull(input), frame));
      } catch (StackOverflowError tooDeep) {
        throw new UpcastException(Bounds.tooDeep());
      } catch (OutOfMemoryError tooLarge) {
        // What others on this worker took counts, too. But what fails here is what is given back
        // here.
        throw new UpcastException(Bounds.tooMuchMemory());
      } catch (RuntimeException fault) {
        throw new UpcastException(reason(fault));
      } finally {
        bounds.end();
      }
    }
  }

  private static JsonNode required(@Nullable Object result) throws UpcastException {
    if (result == null) {
      throw new UpcastException(
          "the expression gives nothing: does it name what is not there? Write null if that is"
              + " meant");
    }
    return JsonValues.node(result);
  }

  /** The library takes null for nothing at all. */
  private static Object orNull(@Nullable Object value) {
    return value == null ? Jsonata.NULL_VALUE : value;
  }

  /** Of what the library says only what does not quote the data. */
  private static String reason(RuntimeException fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof Bounds.Exceeded exceeded) {
        return String.valueOf(exceeded.getMessage());
      }
      if (cause instanceof StackOverflowError) {
        return Bounds.tooDeep();
      }
      if (cause instanceof OutOfMemoryError) {
        return Bounds.tooMuchMemory();
      }
      if (cause instanceof JException failed) {
        String message =
            RAISED.contains(failed.getError())
                ? Excerpt.of(String.valueOf(failed.getCurrent()))
                : JException.msg(failed.getError(), -1, "…", "…");
        return failed.getLocation() < 0
            ? "the expression fails: " + message
            : "the expression fails at character %d: %s".formatted(failed.getLocation(), message);
      }
    }
    return "the expression fails with a " + fault.getClass().getSimpleName();
  }

  private static Map<String, Object> about(EventDocument document) {
    RecordedEvent stored = document.stored();
    NewEvent event = stored.event();
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("id", event.id().text());
    about.put("type", document.shape().type());
    about.put("schemaversion", document.shape().version());
    about.put("entitytype", stored.stream().entityType());
    about.put("entityid", stored.stream().entityId());
    about.put("version", stored.version());
    Instant time = event.eventTime();
    if (time != null) {
      about.put("time", time.toString());
    }
    about.put("recordedat", stored.recordedAt().toString());
    about.put("attributes", new LinkedHashMap<>(event.attributes()));
    return about;
  }
}
