package dev.annals.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.config.SettingGroup.Shown;
import dev.annals.connector.config.SettingGroup.Takes;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
  @Test
  void a_page_has_a_section_for_each_group_and_setting() {
    ConfigDef definitions = new ConfigDef();
    new SettingGroup(definitions, "First")
        .add(
            "a.time.ms",
            Takes.of(ConfigDef.Type.LONG, 604_800_000L, Range.atLeast(1)),
            new Shown("Time", Width.SHORT, Importance.LOW, "How <code>long</code>."))
        .add(
            "a.name",
            Takes.of(ConfigDef.Type.STRING, ConfigDef.NO_DEFAULT_VALUE, null),
            new Shown("Name", Width.SHORT, Importance.HIGH, "Whose."));
    new SettingGroup(definitions, "Second")
        .add(
            "b.word",
            Takes.oneOf("x", "x", "y"),
            new Shown("Word", Width.SHORT, Importance.MEDIUM, "Which."))
        .add(
            "b.rest",
            Takes.of(ConfigDef.Type.LIST, "", null),
            new Shown("Rest", Width.SHORT, Importance.LOW, "What else."));

    assertThat(ConfigReference.markdown(definitions))
        .isEqualTo(
            """
            ## First

            ### `a.time.ms`

            How <code>long</code>.

            - Type: long
            - Default: `604800000` (7 d)
            - Values: [1,...]
            - Importance: low

            ### `a.name`

            Whose.

            - Type: string
            - Default: none, it must be set
            - Importance: high

            ## Second

            ### `b.word`

            Which.

            - Type: string
            - Default: `x`
            - Values: [x, y]
            - Importance: medium

            ### `b.rest`

            What else.

            - Type: list
            - Default: empty
            - Importance: low
            """);
  }
}
