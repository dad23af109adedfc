package dev.annals.upcast;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata.JLambda;
import com.dashjoin.jsonata.Parser;
import com.dashjoin.jsonata.Utils;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stops an expression that calls what is no function. So does the library, but not before it has
 * printed the value on the worker's console, and that is the event's data: {@code customer(1)} for
 * {@code $customer(1)}.
 *
 * <p>What a call evaluates first is what it calls; what {@code ~>} evaluates second is; and after a
 * call in the last place of a function, which the library puts off, what that one calls comes next.
 * Only where arguments are left open, as in {@code $f(?, 1)}, those come first: there it watches
 * nothing.
 */
final class Calls {
  private static final Pattern LEFT_OPEN = Pattern.compile("[(,]\\s*\\?\\s*[,)]");

  /** How the library's parser shows its steps, whose kinds it tells nobody else. */
  private static final String CALL = "Symbol null value=(";

  private static final String APPLICATION = "Symbol null value=~>";

  /** Partial applications are parsed anew each time: what is remembered of them is let go. */
  private static final int MOST_KNOWN = 10_000;

  private final boolean watches;
  private final Map<Object, Integer> known = new IdentityHashMap<>();

  /** By depth: which of the next values from below is what is called; 0: none. */
  private final int[] untilCalled = new int[Bounds.DEEPEST + 1];

  /** Watches an expression with this text. */
  Calls(String text) {
    watches = !LEFT_OPEN.matcher(text).find();
  }

  void begin() {
    untilCalled[0] = 0;
    if (known.size() > MOST_KNOWN) {
      known.clear();
    }
  }

  void enter(int depth, Object step) {
    untilCalled[depth] = watches ? known.computeIfAbsent(step, Calls::untilCalled) : 0;
  }

  private static int untilCalled(Object step) {
    return switch (step.toString()) {
      case CALL -> 1;
      case APPLICATION -> 2;
      default -> 0;
    };
  }

  /** A value comes from below to this depth; nothing at all is told by the library. */
  void exit(int depth, @Nullable Object value) {
    if (untilCalled[depth] == 1 && value != null && !isFunction(value)) {
      throw new Bounds.Exceeded(
          "the expression calls what is no function: is there a dollar sign before its name?");
    }
    if (watches && value instanceof Parser.Symbol function && function.thunk) {
      untilCalled[depth] = 1;
    } else if (untilCalled[depth] > 0) {
      untilCalled[depth]--;
    }
  }

  /** The library takes a list of one for its element, and an empty one for nothing, later on. */
  private static boolean isFunction(Object value) {
    if (value instanceof List<?> list && list.size() < 2) {
      return list.isEmpty() || isFunction(list.get(0));
    }
    return Utils.isFunction(value) || Functions.isLambda(value) || value instanceof JLambda;
  }
}
