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
        String name = template.replace("${topic}", topic).replace("${entityType}", type);
        // What Annals does with characters that no topic may have.
        names.add(name.replaceAll("[^a-zA-Z0-9._-]", "_"));
      }
    }
    return names;
  }
}
