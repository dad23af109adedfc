package dev.annals.upcast;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Functions of the library that one argument could make endless: that argument is looked at first.
 */
final class CheckedFunctions {
  private static final Map<String, JFunction> ALL =
      Map.of(
          "string", new Checked("string", "<x-b?:s>", "string", CheckedFunctions::indented),
          "fromMillis",
              new Checked(
                  "fromMillis", "<n-s?s?:s>", "dateTimeFromMillis", CheckedFunctions::narrow),
          "round", new Checked("round", "<n-n?:n>", "round", CheckedFunctions::fewDigits));

  /** A width in the picture of a time, for which the library puts zero before zero. */
  private static final Pattern WIDE = Pattern.compile(",[^\\]]*\\d{4}");

  /**
   * Of a number with 1,000 digits and an exponent of 10,000, more of them are zeros, or leave
   * nothing of it; and to write a thousand million zeros takes all memory.
   */
  private static final int MOST_DIGITS = 12_000;

  private CheckedFunctions() {}

  static void bind(Frame frame) {
    ALL.forEach(frame::bind);
  }

  private static final class Checked extends JFunction {
    private final Check check;

    /** Gives the arguments to go on with, else throws. */
    interface Check {
      List<?> of(List<?> arguments);
    }

    Checked(String name, String signature, String method, Check check) {
      super(name, signature, Functions.class, null, method);
      this.check = check;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the library declares it
    public @Nullable Object call(Object input, List arguments) {
      return super.call(input, check.of(arguments));
    }
  }

  /** A deep value takes more white space than text. */
  private static List<?> indented(List<?> arguments) {
    if (arguments.size() > 1 && Boolean.TRUE.equals(arguments.get(1))) {
      indented(arguments.get(0), 0, 0);
    }
    return arguments;
  }

  /** What was written before, and this value with its white space. */
  private static long indented(@Nullable Object value, int depth, long before) {
    Iterable<?> elements =
        value instanceof Map<?, ?> map
            ? map.values()
            : value instanceof List<?> list ? list : List.of();
    long written = before;
    for (Object element : elements) {
      written = indented(element, depth + 1, written + 2L * depth + 4);
      Sizes.require(written);
    }
    return written;
  }

  private static List<?> narrow(List<?> arguments) {
    if (arguments.size() > 1
        && arguments.get(1) instanceof String picture
        && WIDE.matcher(picture).find()) {
      throw new Bounds.Exceeded("a picture of a time with a width above 999 is not for rules");
    }
    return arguments;
  }

  private static List<?> fewDigits(List<?> arguments) {
    if (arguments.size() < 2 || !(arguments.get(1) instanceof Number digits)) {
      return arguments;
    }
    List<@Nullable Object> checked = new ArrayList<>(arguments);
    checked.set(1, Math.max(-MOST_DIGITS, Math.min(MOST_DIGITS, digits.intValue())));
    return checked;
  }
}
