package dev.annals.connector.config;

import dev.annals.model.Excerpt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Finds names of settings that were misspelt. Connect hands a connector whatever was posted, and
 * what nobody knows has no effect, in silence: {@code on.conflct=accept} refuses facts.
 *
 * <p>Most unknown names are the framework's or somebody's own (transforms, overrides of clients,
 * notes of a deployment tool), so only those are told of that begin as ours do, or are nearly ours.
 */
public final class UnknownSettings {
  /** What others know, although ours begin in the same way. */
  private static final List<String> OF_OTHERS =
      List.of("topic.creation.", SourceNameConfig.ADMIN_PREFIX);

  /** Twice our longest, and more. To compare takes time and memory by the length. */
  private static final int LONGEST = 120;

  private UnknownSettings() {}

  /**
   * A sentence for each name that looks misspelt, in the order of the names.
   *
   * @param ours what the connector knows
   * @param names of all settings it was given
   */
  public static List<String> sentences(ConfigDef ours, Collection<String> names) {
    Set<String> beginnings = new HashSet<>();
    ours.names().forEach(name -> beginnings.add(firstWord(name)));
    List<String> sentences = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      if (name.length() > LONGEST
          || ours.names().contains(name)
          || OF_OTHERS.stream().anyMatch(name::startsWith)) {
        continue;
      }
      String nearest = nearest(ours.names(), name);
      boolean begins = name.contains(".") && beginnings.contains(firstWord(name));
      if (begins || distance(nearest, name) <= mistakes(nearest)) {
        sentences.add(
            "setting %s is not known and has no effect; the nearest name that is known is %s"
                .formatted(Excerpt.of(name), nearest));
      }
    }
    return sentences;
  }

  private static String firstWord(String name) {
    return name.split("\\.", 2)[0];
  }

  /** How many letters may be wrong in a name that was meant all the same. */
  private static int mistakes(String meant) {
    return Math.min(3, meant.length() / 5);
  }

  private static String nearest(Set<String> known, String name) {
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (String candidate : new TreeSet<>(known)) {
      int distance = distance(candidate, name);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /**
   * Letters to add, take away, change, or swap with their neighbour, to get from one to another.
   */
  private static int distance(String one, String other) {
    int[][] steps = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, one, other, i, j);
      }
    }
    return steps[one.length()][other.length()];
  }

  private static int step(int[][] steps, String one, String other, int i, int j) {
    int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(steps[i - 1][j - 1] + change, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
  }
}
