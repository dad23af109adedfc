package dev.annals.quickstart.servers;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * The topics that the connectors write, as their settings name them.
 *
 * @param accepted with the variables <code>${topic}</code> and <code>${entityType}</code>, as the
 *     following two
 * @param deadLetters where the sink puts undecodable records aside
 */
public record OutputTopics(
    String accepted, String rejected, String exceptions, String deadLetters) {

  /** The topics that a template names for these input topics and entity types. */
  public static Set<String> named(
      String template, Collection<String> inputTopics, Collection<String> entityTypes) {
    Set<String> names = new TreeSet<>();
    for (String topic : inputTopics) {
      for (String type : entityTypes) {
        names.add(named(template, topic, type));
      }
    }
    return names;
  }

  /** The topic that a template names, with {@code _} for characters that no topic may have. */
  public static String named(String template, String inputTopic, String entityType) {
    return template
        .replace("${topic}", inputTopic)
        .replace("${entityType}", entityType)
        .replaceAll("[^a-zA-Z0-9._-]", "_");
  }
}
