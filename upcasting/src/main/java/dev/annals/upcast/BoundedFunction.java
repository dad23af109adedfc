package dev.annals.upcast;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function with the name and the arguments of one of the library's, which does what is given
 * here. As in the library, nothing gives nothing.
 */
final class BoundedFunction extends JFunction {
  private final String name;
  private final Body body;

  /** What it does. */
  interface Body {
    @Nullable Object of(Arguments arguments);
  }

  /** What it was called with: those left out are absent, the first never is. */
  record Arguments(List<?> values) {
    @Nullable Object get(int index) {
      return index < values.size() ? values.get(index) : null;
    }

    String text() {
      return (String) Objects.requireNonNull(values.get(0));
    }

    @Nullable Integer number(int index) {
      return get(index) instanceof Number number ? Integer.valueOf(number.intValue()) : null;
    }
  }

  /** By the library's own function it is known how many arguments may be left open. */
  BoundedFunction(String name, String signature, Body body) {
    super(name, signature, Functions.class, null, name);
    this.name = name;
    this.body = body;
  }

  String name() {
    return name;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the library declares it
  public @Nullable Object call(Object input, List arguments) {
    return arguments.isEmpty() || arguments.get(0) == null
        ? null
        : body.of(new Arguments(arguments));
  }
}
