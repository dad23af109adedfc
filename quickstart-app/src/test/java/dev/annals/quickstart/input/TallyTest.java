package dev.annals.quickstart.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void outcomes_are_counted_by_entity_type_and_in_all() {
    tally.accepted("order");
    tally.accepted("meter");
    tally.refused("order", "3", "rejected", "too late");
    tally.refused("order", "4", "duplicate", "seen");
    tally.refused("order", "5", "undecodable", "no subject");

    assertThat(tally.figures().lines())
        .containsExactly(
            "entity type   accepted   duplicates   rejected   undecodable",
            "-----------   --------   ----------   --------   -----------",
            "meter                1            0          0             0",
            "order                1            1          1             1",
            "(all)                2            1          1             1");
  }

  @Test
  void what_was_not_accepted_is_shown_with_its_line_and_reason() {
    tally.refused("order", "3", "rejected", "too late");

    assertThat(tally.notAccepted().lines()).last().isEqualTo("   3   rejected   too late");
  }

  @Test
  void only_the_first_twenty_are_shown_of_each() {
    for (int line = 1; line <= 30; line++) {
      tally.refused("order", Integer.toString(line), "duplicate", "seen");
      tally.bad(new InputLine.Bad(100 + line, "not JSON"));
    }

    assertThat(tally.notAcceptedAndNotShown()).isEqualTo(10);
    assertThat(tally.badLines()).isEqualTo(30);
    assertThat(tally.badLinesInWords())
        .hasSize(21)
        .startsWith("line 101: not JSON")
        .endsWith("and 10 more");
  }
}
