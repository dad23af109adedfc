package dev.annals.upcast;

import static java.time.ZoneOffset.UTC;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Fn0;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.ParseException;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Functions of JSONata that rules have in another form than the library's, and those they have not.
 *
 * <p>The library makes a double of every number that a function of its own returns, even one that
 * is only handed on; takes decimals for whole numbers in {@code $abs}; compares nothing but numbers
 * of one class in {@code $sort}; and asks the machine for its language, time zone and clock. The
 * signatures are those of the library.
 */
final class Builtins {
  /** Of clock and chance, and one whose text cannot be compiled beforehand. */
  private static final List<String> REFUSED = List.of("now", "millis", "random", "shuffle", "eval");

  /**
   * The library makes a regular expression of a picture, and nobody writes a time of this length.
   */
  private static final int LONGEST_TIME = 1_000;

  private static final Pattern YEAR = Pattern.compile("\\[\\s*Y");

  private static final Map<String, JFunction> REPLACED =
      Map.of(
          "abs",
          new JFunction((input, args) -> abs(argument(args, 0)), "<n-:n>"),
          "clone",
          new JFunction((input, args) -> copy(argument(args, 0)), "<(oa)-:o>"),
          "lookup",
          new JFunction(
              (input, args) -> Functions.lookup(argument(args, 0), (String) argument(args, 1)),
              "<x-s:x>"),
          "lowercase",
          new JFunction((input, args) -> lowercase((String) argument(args, 0)), "<s-:s>"),
          "reduce",
          new JFunction(
              (input, args) ->
                  Functions.foldLeft(
                      (List<?>) argument(args, 0), argument(args, 1), argument(args, 2)),
              "<afj?:j>"),
          "single",
          new JFunction(
              (input, args) -> Functions.single((List<?>) argument(args, 0), argument(args, 1)),
              "<af?>"),
          "sort",
          new JFunction(
              (input, args) -> sort((List<?>) argument(args, 0), argument(args, 1)), "<af?:a>"),
          "toMillis",
          new JFunction(
              (input, args) -> toMillis((String) argument(args, 0), (String) argument(args, 1)),
              "<s-s?:n>"),
          "uppercase",
          new JFunction((input, args) -> uppercase((String) argument(args, 0)), "<s-:s>"));

  private Builtins() {}

  static void bind(Frame frame) {
    for (String name : REFUSED) {
      Fn0<Object> refusal = () -> refuse(name);
      frame.bind(name, refusal);
    }
    REPLACED.forEach(frame::bind);
    CheckedFunctions.bind(frame);
  }

  private static Object refuse(String name) {
    throw new Bounds.Exceeded(
        "$%s() is not for rules: an event comes out the same whenever it is upcast"
            .formatted(name));
  }

  /**
   * Refuses the operator {@code | … | … |}, which makes doubles of all numbers of its input, also
   * of those it does not touch. Nothing else that an expression gives is a function of Java that is
   * neither the library's by name nor ours.
   */
  static void requireNoTransform(@Nullable Object result) {
    if (result instanceof JFunction function
        && function.getNumberOfArgs() == 0
        && !(function instanceof Regex)
        && !REPLACED.containsValue(function)) {
      throw new Bounds.Exceeded(
          "the operator | … | is not for rules, as it rounds numbers that it does not touch: use"
              + " $merge and $sift");
    }
  }

  private static @Nullable Object argument(List<?> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  private static @Nullable Object abs(@Nullable Object number) {
    if (number instanceof BigDecimal decimal) {
      return decimal.abs();
    }
    if (number instanceof BigInteger integer) {
      return integer.abs();
    }
    return number instanceof Double real ? (Object) Math.abs(real) : whole(number);
  }

  private static @Nullable Object whole(@Nullable Object number) {
    return number == null ? null : Math.abs(((Number) number).longValue());
  }

  private static @Nullable Object copy(@Nullable Object value) throws UpcastException {
    return value == null ? null : JsonValues.of(JsonValues.node(value));
  }

  private static @Nullable String lowercase(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String uppercase(@Nullable String text) {
    return text == null ? null : text.toUpperCase(Locale.ROOT);
  }

  private static @Nullable Object sort(@Nullable List<?> list, @Nullable Object comparator) {
    if (list == null || comparator != null) {
      return Functions.sort(list, comparator);
    }
    List<Object> sorted = new ArrayList<>(list);
    sorted.sort(Builtins::compare);
    return sorted;
  }

  private static int compare(Object one, Object other) {
    if (one instanceof Number number && other instanceof Number second) {
      return Double.compare(number.doubleValue(), second.doubleValue());
    }
    if (one instanceof String text && other instanceof String second) {
      return text.compareTo(second);
    }
    throw new JException("D3070", -1);
  }

  private static @Nullable Object toMillis(@Nullable String text, @Nullable String picture)
      throws ParseException {
    if (text != null && picture != null && !YEAR.matcher(picture.replace("[[", "")).find()) {
      throw new Bounds.Exceeded(
          "$toMillis() with a picture without a year is not for rules: it takes today's");
    }
    if (text != null && picture != null && text.length() > LONGEST_TIME) {
      throw new Bounds.Exceeded(
          "$toMillis() of a text of more than 1,000 characters is not for rules");
    }
    if (text != null && picture == null) {
      try {
        return LocalDateTime.parse(text).toInstant(UTC).toEpochMilli();
      } catch (DateTimeParseException withZone) {
        // falls through to the library, which reads other forms
      }
    }
    return Functions.dateTimeToMillis(text, picture);
  }
}
