package dev.annals.connector.record;

import java.util.regex.Pattern;

/**
 * A topic's name with variables in it: <code>${entityType}</code> and <code>${topic}</code>, the
 * name of the source an event came from.
 *
 * @param text the name, such as <code>${topic}.accepted</code>
 */
public record TopicTemplate(String text) {
  /** The longest name Kafka takes. */
  private static final int MAX_LENGTH = 249;

  private static final Pattern ILLEGAL = Pattern.compile("[^a-zA-Z0-9._-]");

  /** Checks variables and characters, else {@link IllegalArgumentException} with a sentence. */
  public TopicTemplate {
    String fixed = text.replace("${entityType}", "").replace("${topic}", "");
    if (fixed.contains("${")) {
      throw new IllegalArgumentException(
          "'" + text + "' has a variable that is neither ${entityType} nor ${topic}");
    }
    if (fixed.isEmpty() && text.contains("${entityType}") && !text.contains("${topic}")) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' lets whoever names an entity type choose any topic, those of Connect itself among"
              + " them: add to it, as in ${entityType}.events");
    }
    if (ILLEGAL.matcher(fixed).find()) {
      throw new IllegalArgumentException(
          "'" + text + "' has a character that topic names must not have: use a-z A-Z 0-9 . _ -");
    }
    if (text.isEmpty() || text.equals(".") || text.equals("..") || fixed.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "'" + text + "' is no topic name: 1 to 249 characters, not just dots");
    }
  }

  /**
   * The topic for an event. Characters of the variables that topic names must not have become
   * {@code _}, and what is longer than 249 characters is cut off: entity types that differ in
   * nothing else share a topic.
   */
  public String topic(String entityType, String sourceName) {
    StringBuilder name = new StringBuilder();
    int from = 0;
    while (from < text.length()) {
      int variable = text.indexOf("${", from);
      if (variable < 0) {
        name.append(text, from, text.length());
        break;
      }
      int end = text.indexOf('}', variable) + 1;
      boolean topic = text.startsWith("${topic}", variable);
      name.append(text, from, variable).append(topic ? sourceName : entityType);
      from = end;
    }
    String legal = ILLEGAL.matcher(name).replaceAll("_");
    if (legal.isEmpty() || legal.equals(".") || legal.equals("..")) {
      return "_".repeat(Math.max(1, legal.length()));
    }
    return legal.length() > MAX_LENGTH ? legal.substring(0, MAX_LENGTH) : legal;
  }
}
