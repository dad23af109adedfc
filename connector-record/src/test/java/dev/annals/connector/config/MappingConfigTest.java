package dev.annals.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.connector.record.Meaning;
import dev.annals.connector.record.Preset;
import dev.annals.connector.record.RecordMapping;
import dev.annals.connector.record.VersionMode;
import dev.annals.model.OnConflict;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingConfigTest {
  @Test
  void without_settings_records_are_cloudevents_and_conflicts_rejected() {
    assertThat(parse(Map.of())).isEqualTo(RecordMapping.of(Preset.CLOUDEVENTS));
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void a_preset_is_complete(Preset preset) {
    Map<String, String> properties = Map.of("mapping.preset", preset.text());

    assertThat(parse(properties)).isEqualTo(RecordMapping.of(preset));
    assertThat(validated(properties).errors()).isEmpty();
  }

  @Test
  void every_name_can_be_set() {
    Map<String, String> properties = new HashMap<>();
    Map<Meaning, String> headers = new EnumMap<>(Meaning.class);
    for (Meaning meaning : Meaning.values()) {
      properties.put(HeaderSetting.of(meaning).key(), "x-" + meaning.attribute());
      headers.put(meaning, "x-" + meaning.attribute());
    }
    properties.put("mapping.preset", "plain");
    properties.put("entity.type", "order");
    properties.put("event.type", "changed");
    properties.put("batch.content.type", "Application/X-Events");
    properties.put("on.conflict", "accept");
    properties.put("on.conflict.accept.entity.types", "pallet, truck");

    assertThat(parse(properties))
        .isEqualTo(
            new RecordMapping(
                Preset.PLAIN,
                headers,
                "order",
                "changed",
                "application/x-events",
                OnConflict.ACCEPT,
                Set.of("pallet", "truck"),
                VersionMode.NEXT));
    assertThat(validated(properties).errors()).isEmpty();
  }

  @Test
  void the_settings_of_headers_are_called_as_agreed() {
    assertThat(Meaning.values())
        .extracting(meaning -> HeaderSetting.of(meaning).key())
        .containsExactly(
            "entity.type.header",
            "entity.id.header",
            "event.id.header",
            "event.type.header",
            "event.source.header",
            "event.time.header",
            "schema.version.header",
            "expected.version.header");
  }

  @Test
  void empty_texts_of_a_form_are_as_good_as_nothing() {
    Map<String, String> form = new HashMap<>();
    for (Meaning meaning : Meaning.values()) {
      form.put(HeaderSetting.of(meaning).key(), "");
    }
    form.put("entity.type", "");
    form.put("event.type", "");
    form.put("batch.content.type", "");
    form.put("on.conflict.accept.entity.types", "");

    assertThat(parse(form)).isEqualTo(RecordMapping.of(Preset.CLOUDEVENTS));
    assertThat(validated(form).errors()).isEmpty();
  }

  @Test
  void two_meanings_in_one_header_are_an_error_where_it_was_set() {
    Validated both = validated(Map.of("event.id.header", "x", "event.type.header", "x"));
    Validated againstPreset = validated(Map.of("entity.type.header", "ce_type"));

    assertThat(both.errors("event.type.header"))
        .containsExactly("header x is read for event.id.header already: name another one");
    assertThat(againstPreset.errors("entity.type.header"))
        .containsExactly("header ce_type is read for event.type.header already: name another one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json|batch.content.type: 'json' is not a media type without parameters, such as"
            + " application/json",
        "a/b; c=d|batch.content.type: 'a/b; c=d' is not a media type without parameters, such as"
            + " application/json",
        "application/CloudEvents+json|batch.content.type: 'application/CloudEvents+json' is the type"
            + " of one event, not of a batch"
      })
  void a_batch_needs_a_media_type_of_its_own(String type, String message) {
    assertThat(validated(Map.of("batch.content.type", type)).errors("batch.content.type"))
        .containsExactly(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mapping.preset", "on.conflict"})
  void a_word_that_is_not_offered_is_refused(String key) {
    assertThat(validated(Map.of(key, "axon")).errors(key)).hasSize(1);
  }

  private static RecordMapping parse(Map<String, String> properties) {
    return MappingConfig.parse(Validated.parsed(MappingConfig::define, properties));
  }

  private static Validated validated(Map<String, String> properties) {
    return Validated.of(MappingConfig::define, MappingConfig::validate, properties);
  }
}
