package dev.annals.quickstart.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columns_are_as_wide_as_their_widest_cell() {
    Table table = new Table("stream", "event").row("pallet/1", "loaded").row("p", "");

    assertThat(table.lines())
        .containsExactly("stream     event", "--------   ------", "pallet/1   loaded", "p");
  }

  @Test
  void numbers_stand_to_the_right_under_their_heading() {
    Table table = new Table("version", "id").row(9L, "a").row("1,200", "b");

    assertThat(table.lines())
        .containsExactly("version   id", "-------   --", "      9   a", "  1,200   b");
  }

  @Test
  void characters_beyond_the_basic_plane_count_once() {
    Table table = new Table("name", "next").row("🚚🚚🚚🚚🚚", "x");

    assertThat(table.lines()).last().isEqualTo("🚚🚚🚚🚚🚚   x");
    assertThat(table.lines()).element(1).isEqualTo("-----   ----");
  }

  @Test
  void control_characters_reach_no_terminal() {
    assertThat(new Table("data").row("a\nb\u001b[2J").lines()).last().isEqualTo("a·b·[2J");
  }

  @Test
  void a_very_long_cell_is_cut() {
    assertThat(new Table("data").row("x".repeat(500)).lines().get(2)).hasSize(140).endsWith("…");
  }

  @Test
  void a_row_has_as_many_cells_as_the_table() {
    assertThatThrownBy(() -> new Table("one").row("a", "b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
