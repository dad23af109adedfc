package dev.annals.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConverterConfigTest {
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "org.apache.kafka.connect.storage.SimpleHeaderConverter",
        "SimpleHeaderConverter",
        "org.apache.kafka.connect.json.JsonConverter"
      })
  void a_sink_refuses_header_converters_that_change_text(String converter) {
    assertThat(ConverterConfig.validateSink(Map.of("header.converter", converter)))
        .singleElement()
        .satisfies(
            value -> {
              assertThat(value.name()).isEqualTo("header.converter");
              assertThat(value.errorMessages())
                  .containsExactly(
                      "set header.converter="
                          + BYTES
                          + ": the default turns the text 007 of a header into the number 7");
            });
  }

  @Test
  void a_sink_does_not_rely_on_the_worker() {
    assertThat(ConverterConfig.validateSink(Map.of())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {BYTES, "ByteArrayConverter", "org.apache.kafka.connect.storage.StringConverter"})
  void a_sink_takes_header_converters_that_keep_text(String converter) {
    assertThat(ConverterConfig.validateSink(Map.of("header.converter", converter))).isEmpty();
  }

  @Test
  void a_source_has_to_know_its_converters_and_publishes_headers_as_bytes() {
    assertThat(ConverterConfig.validateSource(Map.of("key.converter", "", "header.converter", "X")))
        .extracting(ConfigValue::name)
        .containsExactly("key.converter", "value.converter", "header.converter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BYTES,
        "org.apache.kafka.connect.json.JsonConverter",
        "io.confluent.connect.avro.AvroConverter"
      })
  void a_source_takes_any_converter_of_keys_and_values(String converter) {
    assertThat(
            ConverterConfig.validateSource(
                Map.of(
                    "key.converter",
                    converter,
                    "value.converter",
                    converter,
                    "header.converter",
                    BYTES)))
        .isEmpty();
  }
}
