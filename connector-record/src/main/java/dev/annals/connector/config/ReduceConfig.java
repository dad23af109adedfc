package dev.annals.connector.config;

import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import dev.annals.connector.upcast.Rules;
import dev.annals.reduce.Reducer;
import dev.annals.reduce.Reducers;
import dev.annals.reduce.SnapshotRule;
import dev.annals.reduce.SnapshotRules;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Which reducer makes the state of which streams. Sink and source read the same rules. */
public final class ReduceConfig {
  /** Rules in JSON. */
  public static final String RULES = "reduce.rules";

  /** A file with rules in JSON. */
  public static final String RULES_FILE = "reduce.rules.file";

  private ReduceConfig() {}

  /**
   * Defines the group Reducing.
   *
   * @param purpose what the connector does with a state, as the end of a sentence
   */
  public static void define(ConfigDef definitions, String purpose) {
    new SettingGroup(definitions, "Reducing")
        .add(
            RULES,
            Takes.of(
                ConfigDef.Type.STRING,
                null,
                Checks.text("a JSON array of rules", ReduceConfig::read)),
            new Shown(
                "Rules",
                Width.LONG,
                Importance.MEDIUM,
                "Rules in JSON that name the reducer of an entity type, which makes one state of the"
                    + " events of a stream: "
                    + purpose
                    + " A rule has the fields <code>entityType</code>, <code>reducer</code>"
                    + " (<code>\"json-merge-patch\"</code>, the name of a reducer in Java in the"
                    + " plugin's folder, or <code>{\"name\": …, \"jsonata\": …, \"initial\": …}</code>),"
                    + " <code>every</code> (a snapshot at each multiple of this version, "
                    + SnapshotRule.DEFAULT_EVERY
                    + ") and <code>keep</code> (how many snapshots stay, "
                    + SnapshotRule.DEFAULT_KEEP
                    + "), as <code>docs/snapshots.md</code> describes. Sink and source may have the same"
                    + " rules. Empty: nothing is reduced."))
        .add(
            RULES_FILE,
            Takes.of(ConfigDef.Type.STRING, null, null),
            new Shown(
                "File with rules",
                Width.LONG,
                Importance.MEDIUM,
                "A file that holds the rules, in place of <code>reduce.rules</code>. It must be on"
                    + " every worker, with the same text, and is read when a task starts: restart"
                    + " the connector with its tasks after a change."));
  }

  /** The rules that were configured; none is an empty list. */
  public static List<SnapshotRule> parse(AbstractConfig config) {
    String inline = orNull(config.getString(RULES));
    String file = orNull(config.getString(RULES_FILE));
    try {
      return rules(inline, file);
    } catch (IllegalArgumentException wrong) {
      throw new ConfigException(
          (inline == null && file != null ? RULES_FILE : RULES) + ": " + wrong.getMessage());
    }
  }

  /** Adds errors that single settings cannot tell: of files. */
  public static void validate(ConfigFindings findings) {
    String inline = findings.text(RULES);
    String file = findings.text(RULES_FILE);
    if (file == null) {
      return; // Its own check has read it.
    }
    try {
      rules(inline, file);
    } catch (IllegalArgumentException wrong) {
      findings.error(RULES_FILE, String.valueOf(wrong.getMessage()));
    }
  }

  /** Whether rules are set, one way or the other. */
  public static boolean isSet(ConfigFindings findings) {
    return findings.isSet(RULES) || findings.isSet(RULES_FILE);
  }

  private static List<SnapshotRule> rules(@Nullable String inline, @Nullable String file) {
    if (inline != null && file != null) {
      throw new IllegalArgumentException("is set beside " + RULES + ": keep one of them");
    }
    String json = file == null ? inline : Rules.read(file);
    return json == null ? List.of() : read(json);
  }

  /** Java reducers lie beside our own jars: Connect isolates every plugin's folder. */
  private static List<SnapshotRule> read(String json) {
    return SnapshotRules.parse(json, Reducers.of(Reducer.class.getClassLoader()));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
