package dev.annals.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedVersionTest {

  @ParameterizedTest
  @CsvSource({
    "any,  any",
    "none, none",
    "exists, exists",
    "0,    none",
    "00,   none",
    "1,    1",
    "007,  7",
    "9223372036854775807, 9223372036854775807",
  })
  void is_read_from_its_text(String text, String read) {
    assertThat(ExpectedVersion.parse(text).text()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Any", "-1", "+1", "1.0", " 1", "٣", "9223372036854775808", "x"})
  void other_texts_are_refused_with_a_sentence(String text) {
    assertThatThrownBy(() -> ExpectedVersion.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not any, none, exists or a whole number from 0");
  }

  @ParameterizedTest
  @CsvSource({
    "any,    true,  true,  true",
    "none,   true,  false, false",
    "exists, false, true,  true",
    "1,      false, true,  false",
    "5,      false, false, true",
  })
  void matches_heads_0_1_and_5(String text, boolean at0, boolean at1, boolean at5) {
    ExpectedVersion expected = ExpectedVersion.parse(text);

    assertThat(expected.matches(0)).isEqualTo(at0);
    assertThat(expected.matches(1)).isEqualTo(at1);
    assertThat(expected.matches(5)).isEqualTo(at5);
  }

  @Test
  void a_number_is_at_least_1() {
    assertThatThrownBy(() -> ExpectedVersion.of(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(ExpectedVersion.of(0)).isEqualTo(ExpectedVersion.NONE);
  }
}
