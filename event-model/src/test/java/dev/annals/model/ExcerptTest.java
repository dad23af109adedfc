package dev.annals.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void a_text_that_can_be_shown_stays_as_it_is() {
    assertThat(Excerpt.of("order 17/Größe 日本🚚")).isEqualTo("order 17/Größe 日本🚚");
    assertThat(Excerpt.of("")).isEmpty();
  }

  @Test
  void what_breaks_hides_or_turns_a_line_is_escaped() {
    assertThat(Excerpt.of("a\nb\u0000\u001b[2J\u202e\u2028\ud800"))
        .isEqualTo("a\\u000ab\\u0000\\u001b[2J\\u202e\\u2028\\ud800");
  }

  @Test
  void a_long_text_is_cut_and_says_how_long_it_is() {
    assertThat(Excerpt.of("x".repeat(120))).isEqualTo("x".repeat(120));
    assertThat(Excerpt.of("x".repeat(65_000))).isEqualTo("x".repeat(120) + "… (65,000 characters)");
  }

  @Test
  void no_character_is_cut_in_half() {
    assertThat(Excerpt.of("x".repeat(119) + "🚚y"))
        .isEqualTo("x".repeat(119) + "🚚… (122 characters)");
  }
}
