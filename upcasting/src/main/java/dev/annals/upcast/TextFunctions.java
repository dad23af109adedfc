package dev.annals.upcast;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils;
import dev.annals.upcast.BoundedFunction.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Functions of JSONata of which one call could be endless, or give what fills the memory: with the
 * library's results, and bounded. Its other functions give no more than a few times what they take.
 */
final class TextFunctions {
  private final Bounds bounds;

  private TextFunctions(Bounds bounds) {
    this.bounds = bounds;
  }

  /** By their names. */
  static Map<String, JFunction> boundedBy(Bounds bounds) {
    TextFunctions texts = new TextFunctions(bounds);
    Map<String, JFunction> functions = new LinkedHashMap<>();
    for (BoundedFunction function :
        List.of(
            new BoundedFunction("contains", "<s-(sf):b>", texts::contains),
            new BoundedFunction("match", "<s-f<s:o>n?:a<o>>", texts::match),
            new BoundedFunction("replace", "<s-(sf)(sf)n?:s>", texts::replace),
            new BoundedFunction("split", "<s-(sf)n?:a<s>>", texts::split),
            new BoundedFunction("join", "<a<s>s?:s>", TextFunctions::join),
            new BoundedFunction("pad", "<s-ns?:s>", TextFunctions::pad))) {
      functions.put(function.name(), function);
    }
    return functions;
  }

  private Object contains(Arguments arguments) {
    return arguments.get(1) instanceof String part
        ? arguments.text().contains(part)
        : regex(arguments.get(1)).matcher(arguments.text()).find();
  }

  private Object match(Arguments arguments) {
    Integer limit = arguments.number(2);
    if (limit != null && limit < 0) {
      throw new JException("D3040", -1, limit);
    }
    List<Object> matches = Utils.createSequence();
    Matcher matcher = regex(arguments.get(1)).matcher(arguments.text());
    // One more than the limit, as the library has it: what is published does not change by itself.
    while ((limit == null || matches.size() <= limit) && matcher.find()) {
      List<@Nullable String> groups = new ArrayList<>();
      for (int group = 1; group <= matcher.groupCount(); group++) {
        groups.add(matcher.group(group));
      }
      Map<String, Object> match = new LinkedHashMap<>();
      match.put("match", matcher.group());
      match.put("index", matcher.start());
      match.put("groups", groups);
      matches.add(match);
    }
    return matches;
  }

  private Object split(Arguments arguments) {
    Integer limit = arguments.number(2);
    if (limit != null && limit < 0) {
      throw new JException("D3020", -1);
    }
    String text = arguments.text();
    List<String> parts =
        "".equals(arguments.get(1)) ? characters(text) : pattern(arguments.get(1)).split(text);
    return limit != null && limit < parts.size() ? parts.subList(0, limit) : parts;
  }

  private List<String> characters(String text) {
    List<String> characters = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      bounds.tick();
      characters.add(String.valueOf(text.charAt(i)));
    }
    return characters;
  }

  private Object replace(Arguments arguments) {
    return new Replacing(bounds, arguments.text(), arguments.get(1), arguments.get(2))
        .result(arguments.number(3));
  }

  private Regex regex(@Nullable Object pattern) {
    if (pattern instanceof Regex regex) {
      return regex;
    }
    throw new Bounds.Exceeded("a function in the place of a regular expression is not for rules");
  }

  private Regex pattern(@Nullable Object pattern) {
    return pattern instanceof String part
        ? new Regex(Pattern.compile(part, Pattern.LITERAL), bounds)
        : regex(pattern);
  }

  private static Object join(Arguments arguments) {
    List<?> parts = (List<?>) Objects.requireNonNull(arguments.get(0));
    String separator = arguments.get(1) instanceof String given ? given : "";
    long length = (long) separator.length() * parts.size();
    List<String> texts = new ArrayList<>();
    for (Object part : parts) {
      String text = String.valueOf(part);
      length += text.length();
      texts.add(text);
    }
    Sizes.require(length);
    return String.join(separator, texts);
  }

  private static Object pad(Arguments arguments) {
    String text = arguments.text();
    int width = Objects.requireNonNull(arguments.number(1));
    Sizes.require(Math.abs((long) width));
    String filler = arguments.get(2) instanceof String given && !given.isEmpty() ? given : " ";
    int missing = Math.abs(width) - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    int[] characters = filler.codePoints().toArray();
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < missing; i++) {
      padding.appendCodePoint(characters[i % characters.length]);
    }
    return width < 0 ? padding.append(text).toString() : text + padding;
  }
}
