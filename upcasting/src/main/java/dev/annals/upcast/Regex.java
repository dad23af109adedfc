package dev.annals.upcast;

import com.dashjoin.jsonata.Jsonata.Fn0;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that can be stopped. As everywhere in JSONata it is a function, too: of a
 * text it gives the first match, which has a function for the next one.
 */
final class Regex extends JFunction {
  private final Pattern pattern;
  private final Bounds bounds;

  Regex(Pattern pattern, Bounds bounds) {
    super((input, args) -> matches(pattern, bounds, args), "<x:x>");
    this.pattern = pattern;
    this.bounds = bounds;
  }

  Matcher matcher(String text) {
    return pattern.matcher(new LimitedText(text, bounds));
  }

  List<String> split(String text) {
    return List.of(pattern.split(new LimitedText(text, bounds), -1));
  }

  private static @Nullable Object matches(Pattern pattern, Bounds bounds, List<?> arguments) {
    List<@Nullable Object> matches = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof String text) {
        matches.add(next(pattern.matcher(new LimitedText(text, bounds))));
      }
    }
    return matches.size() == 1 ? matches.get(0) : matches;
  }

  private static @Nullable Map<String, Object> next(Matcher matcher) {
    if (!matcher.find()) {
      return null;
    }
    String match = matcher.group();
    Fn0<Object> next = () -> next(matcher);
    return Map.of(
        "match", match,
        "start", matcher.start(),
        "end", matcher.end(),
        "groups", List.of(match),
        "next", next);
  }
}
