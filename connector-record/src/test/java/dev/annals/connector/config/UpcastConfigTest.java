package dev.annals.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annals.connector.record.TopicTemplate;
import dev.annals.connector.upcast.UpcastSettings;
import dev.annals.connector.upcast.UpcastSettings.OnFailure;
import dev.annals.upcast.UpcastChain;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpcastConfigTest {
  private static final String DROP = "[{\"type\": \"a\", \"from\": 1, \"drop\": true}]";
  private static final String TWICE =
      "[{\"type\":\"a\",\"from\":1,\"drop\":true},{\"type\":\"a\",\"from\":1,\"drop\":true}]";

  private final Path directory;

  UpcastConfigTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static Validated validated(Map<String, String> properties) {
    return Validated.of(UpcastConfig::define, UpcastConfig::validate, properties);
  }

  private static UpcastSettings parsed(Map<String, String> properties) {
    return UpcastConfig.parse(Validated.parsed(UpcastConfig::define, properties));
  }

  @Test
  void nothing_is_upcast_unless_rules_are_set() {
    assertThat(parsed(Map.of()))
        .isEqualTo(new UpcastSettings(UpcastChain.EMPTY, OnFailure.FAIL, null));
    assertThat(parsed(Map.of("upcast.rules", "", "upcast.rules.file", "")).chain().isEmpty())
        .isTrue();
    assertThat(validated(Map.of()).errors()).isEmpty();
  }

  @Test
  void rules_come_inline_or_from_a_file() throws IOException {
    String file = Files.writeString(directory.resolve("rules.json"), DROP).toString();
    for (Map<String, String> properties :
        List.of(Map.of("upcast.rules", DROP), Map.of("upcast.rules.file", file))) {
      assertThat(validated(properties).errors()).isEmpty();
      assertThat(parsed(properties).chain().isEmpty()).isFalse();
    }
  }

  @Test
  void rules_in_two_places_are_refused() {
    Map<String, String> both = Map.of("upcast.rules", DROP, "upcast.rules.file", "rules.json");

    assertThat(validated(both).errors("upcast.rules.file"))
        .containsExactly("is set beside upcast.rules: keep one of them");
    assertThatThrownBy(() -> parsed(both)).isInstanceOf(ConfigException.class);
  }

  @Test
  void a_bad_rule_and_a_bad_chain_are_told_where_they_were_set() throws IOException {
    assertThat(validated(Map.of("upcast.rules", "[{}]")).errors("upcast.rules"))
        .singleElement()
        .asString()
        .contains("rule 1 needs a field type");
    assertThat(validated(Map.of("upcast.rules", TWICE)).errors("upcast.rules"))
        .singleElement()
        .asString()
        .startsWith("rule 2 (a from 1) is for the same step as rule 1 (a from 1)");
    String file = Files.writeString(directory.resolve("twice.json"), TWICE).toString();
    assertThat(validated(Map.of("upcast.rules.file", file)).errors("upcast.rules.file"))
        .singleElement()
        .asString()
        .startsWith("rule 2 (a from 1) is for the same step as rule 1 (a from 1)");
    assertThatThrownBy(() -> parsed(Map.of("upcast.rules.file", file)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("upcast.rules.file: rule 2 (a from 1) is for the same step");
  }

  @Test
  void a_file_that_cannot_be_read_is_told() throws IOException {
    String missing = directory.resolve("missing.json").toString();
    assertThat(validated(Map.of("upcast.rules.file", missing)).errors("upcast.rules.file"))
        .containsExactly(
            "there is no file %s on this worker: it must be on every worker".formatted(missing));
    assertThat(
            validated(Map.of("upcast.rules.file", directory.toString()))
                .errors("upcast.rules.file"))
        .singleElement()
        .asString()
        .startsWith("the file %s cannot be read: ".formatted(directory));
    Path bytes = Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xff, 0});
    assertThat(validated(Map.of("upcast.rules.file", bytes.toString())).errors("upcast.rules.file"))
        .containsExactly("the file %s is not text in UTF-8".formatted(bytes));
    Path large = directory.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength((10L << 20) + 1);
    }
    assertThat(validated(Map.of("upcast.rules.file", large.toString())).errors("upcast.rules.file"))
        .containsExactly(
            "the file %s is larger than 10 MiB: are these the rules?".formatted(large));
    assertThat(validated(Map.of("upcast.rules.file", "no\u0000path")).errors("upcast.rules.file"))
        .hasSize(1);
  }

  @Test
  void dead_letters_need_a_topic_and_other_ways_need_none() {
    Map<String, String> without = Map.of("upcast.on.failure", "dead-letter");
    assertThat(validated(without).errors("upcast.dead.letter.topic"))
        .containsExactly("is needed with upcast.on.failure=dead-letter: name a topic");
    assertThat(
            parsed(
                Map.of(
                    "upcast.on.failure",
                    "dead-letter",
                    "upcast.dead.letter.topic",
                    "${topic}.not-upcast")))
        .isEqualTo(
            new UpcastSettings(
                UpcastChain.EMPTY,
                OnFailure.DEAD_LETTER,
                new TopicTemplate("${topic}.not-upcast")));
    assertThat(
            parsed(
                Map.of("upcast.on.failure", "emit-as-stored", "upcast.dead.letter.topic", "dead")))
        .isEqualTo(new UpcastSettings(UpcastChain.EMPTY, OnFailure.EMIT_AS_STORED, null));
    for (String wrong : List.of("no topic", "${topic}", "${eventType}.dead")) {
      Map<String, String> properties =
          Map.of("upcast.on.failure", "dead-letter", "upcast.dead.letter.topic", wrong);
      assertThat(validated(properties).errors("upcast.dead.letter.topic")).as(wrong).hasSize(1);
    }
    assertThat(validated(Map.of("upcast.on.failure", "ignore")).errors("upcast.on.failure"))
        .hasSize(1);
  }
}
