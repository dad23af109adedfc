package dev.annals.upcast;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code $replace}, with what the library gives: in the text that replaces what a regular
 * expression has matched, {@code $1} is a group, {@code $$} a dollar sign, and a group that is not
 * there is nothing. With a limit, a pattern in quotation marks is a regular expression, too.
 *
 * @param pattern a text or a {@link Regex}
 * @param replacement a text or a function
 */
record Replacing(
    Bounds bounds, String text, @Nullable Object pattern, @Nullable Object replacement) {
  private static final Pattern TWO_DOLLARS = Pattern.compile("\\$\\$");
  private static final Pattern LONE_DOLLAR = Pattern.compile("([^\\\\]|^)\\$([^0-9^<])");
  private static final Pattern LAST_DOLLAR = Pattern.compile("\\$$");

  String result(@Nullable Integer limit) {
    if ("".equals(pattern)) {
      throw new JException("Second argument of replace function cannot be an empty string", 0);
    }
    if (limit != null) {
      return first(limit);
    }
    if (pattern instanceof String literal) {
      Regex regex = new Regex(Pattern.compile(literal, Pattern.LITERAL), bounds);
      return all(regex.matcher(text), Matcher.quoteReplacement(given()));
    }
    Matcher matcher = regex().matcher(text);
    return replacement instanceof String ? all(matcher, escaped()) : byFunction(matcher);
  }

  private Regex regex() {
    return pattern instanceof String text
        ? new Regex(Pattern.compile(text), bounds)
        : (Regex) Objects.requireNonNull(pattern);
  }

  private String given() {
    return (String) Objects.requireNonNull(replacement);
  }

  private String first(int limit) {
    if (limit < 0) {
      throw new JException(
          "Fourth argument of replace function must evaluate to a positive number", 0);
    }
    Regex regex = regex();
    String replaced = text;
    for (int i = 0; i < limit; i++) {
      Matcher matcher = regex.matcher(replaced);
      if (!matcher.find()) {
        return replaced;
      }
      StringBuilder result = new StringBuilder();
      matcher.appendReplacement(
          result, pattern instanceof String ? given() : withGroups(matcher, escaped()));
      replaced = matcher.appendTail(result).toString();
      Sizes.require(replaced.length());
    }
    return replaced;
  }

  private static String all(Matcher matcher, String replacement) {
    StringBuilder result = new StringBuilder();
    String known = replacement;
    boolean isFirst = true;
    while (matcher.find()) {
      if (isFirst) {
        known = withGroups(matcher, replacement);
        isFirst = false;
      }
      matcher.appendReplacement(result, known);
      Sizes.require(result.length());
    }
    return matcher.appendTail(result).toString();
  }

  private String byFunction(Matcher matcher) {
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(result, called(matcher.toMatchResult()));
      Sizes.require(result.length());
    }
    return matcher.appendTail(result).toString();
  }

  private String called(MatchResult match) {
    List<@Nullable String> groups = new ArrayList<>();
    for (int group = 0; group <= match.groupCount(); group++) {
      groups.add(match.group(group));
    }
    Map<String, Object> argument = new LinkedHashMap<>();
    argument.put("match", match.group());
    argument.put("groups", groups);
    try {
      return (String) Objects.requireNonNull(Functions.funcApply(replacement, List.of(argument)));
    } catch (RuntimeException | Error fault) {
      throw fault;
    } catch (Throwable fault) {
      throw new IllegalStateException(fault);
    }
  }

  /**
   * As the library writes it for Java: {@code $$} is a dollar sign, and so is one before no digit.
   */
  private String escaped() {
    String escaped = TWO_DOLLARS.matcher(given()).replaceAll("\\\\\\$");
    escaped = LONE_DOLLAR.matcher(escaped).replaceAll("$1\\\\\\$$2");
    return LAST_DOLLAR.matcher(escaped).replaceAll("\\\\\\$");
  }

  /** Without the groups that the expression does not have. */
  private static String withGroups(Matcher matcher, String replacement) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < replacement.length(); i++) {
      char next = replacement.charAt(i);
      char after = i + 1 < replacement.length() ? replacement.charAt(i + 1) : ' ';
      if (next == '$' && Character.digit(after, 10) > matcher.groupCount()) {
        i++;
      } else if (next == '\\') {
        kept.append(next).append(after);
        i++;
      } else {
        kept.append(next);
      }
    }
    return kept.toString();
  }
}
