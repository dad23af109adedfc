package dev.annals.testkit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What holds for a connector whatever is posted. How many configurations are drawn, and from which
 * seed, is set by {@code -Dfuzz.configs} and {@code -Dfuzz.seed}.
 */
public abstract class SettingsContract {
  private static final int CONFIGURATIONS = Integer.getInteger("fuzz.configs", 500);
  private static final long SEED = Long.getLong("fuzz.seed", 6);

  /** A connector that was not started yet, with a context if it needs one. */
  protected abstract Connector connector();

  /** A configuration without errors. */
  protected abstract Map<String, String> complete();

  /** Does what a task does with its settings before it reaches for a server. */
  protected abstract void parse(Map<String, String> ofTask);

  @Test
  void whatever_is_posted_is_answered_with_sentences_under_the_names_of_settings() {
    Connector connector = connector();
    Set<String> names = new TreeSet<>(connector.config().names());
    Set<String> running = threads();
    Random random = new Random(SEED);
    RandomSettings drawn = new RandomSettings(connector.config(), complete(), random);
    int wrong = 0;
    for (int i = 0; i < CONFIGURATIONS; i++) {
      Map<String, @Nullable String> settings = drawn.next();
      String which = "seed %d, configuration %d".formatted(SEED, i);
      try {
        Map<String, List<String>> errors = errors(connector, settings);
        assertThat(errors(connector, settings)).as("%s, asked again", which).isEqualTo(errors);
        errors.forEach((name, messages) -> requireSentences(which, names, name, messages));
        wrong += errors.isEmpty() ? 0 : 1;
        if (errors.isEmpty()) {
          start(which, settings);
        }
      } catch (RuntimeException | StackOverflowError fault) {
        throw new AssertionError(which + ": " + shown(settings), fault);
      }
    }
    assertThat(wrong).as("some are right, and some are wrong").isBetween(1, CONFIGURATIONS - 1);
    assertThat(threads())
        .as("nobody was called: a driver or client has threads")
        .isSubsetOf(running);
  }

  /** What passed its checks may still not go together, and says so; it fails in no other way. */
  private void start(String which, Map<String, @Nullable String> settings) {
    Connector connector = connector();
    try {
      connector.start(settings);
      for (Map<String, String> task : connector.taskConfigs(2)) {
        parse(task);
      }
    } catch (ConfigException told) {
      assertThat(told.getMessage()).as(which).doesNotContain(RandomSettings.SECRET);
    } finally {
      connector.stop();
    }
  }

  private static void requireSentences(
      String which, Set<String> names, String name, List<String> messages) {
    boolean isOfConnect =
        name.contains("converter") || name.startsWith("errors.") || name.startsWith("producer.");
    assertThat(isOfConnect || names.contains(name)).as("%s: %s", which, name).isTrue();
    for (String message : messages) {
      assertThat(message)
          .as("%s: %s", which, name)
          .contains(" ")
          .doesNotContain("Exception", RandomSettings.SECRET);
    }
  }

  private static Map<String, List<String>> errors(
      Connector connector, Map<String, @Nullable String> settings) {
    Map<String, List<String>> errors = new LinkedHashMap<>();
    for (ConfigValue value : connector.validate(settings).configValues()) {
      if (!value.errorMessages().isEmpty()) {
        errors.put(value.name(), value.errorMessages());
      }
      ConfigDef.ConfigKey key = connector.config().configKeys().get(value.name());
      if (key != null && key.type == ConfigDef.Type.PASSWORD) {
        assertThat(String.valueOf(value.value())).doesNotContain(RandomSettings.SECRET);
      }
    }
    return errors;
  }

  private static String shown(Map<String, @Nullable String> settings) {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + excerpt(String.valueOf(entry.getValue())))
        .sorted()
        .collect(Collectors.joining("\n  "));
  }

  private static String excerpt(String value) {
    return value.length() > 200 ? value.substring(0, 200) + "…" : value;
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.startsWith("junit") && !name.contains("surefire"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
