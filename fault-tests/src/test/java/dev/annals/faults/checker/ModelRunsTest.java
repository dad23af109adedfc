package dev.annals.faults.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.annals.faults.history.Entry;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Good histories are found good, and each kind of damage is found under the name it breaks. */
class ModelRunsTest {
  private static final int DAMAGED = 2;

  static LongStream seeds() {
    return LongStream.range(0, 15);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_run_in_which_all_was_well_has_no_violation(long seed) {
    assertThat(Checker.check(ModelRun.of(seed)).violations()).as("seed %d", seed).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void each_mutation_is_found_under_the_name_of_its_invariant(Mutation mutation) {
    int damaged = 0;
    for (long seed = 100; damaged < DAMAGED; seed++) {
      assertThat(seed).as("runs until %s was possible %d times", mutation, DAMAGED).isLessThan(400);
      Damage damage = new Damage(ModelRun.of(seed), new Random(seed));
      if (mutation.applyTo(damage)) {
        damaged++;
        History history = damage.history();
        assertThat(Checker.check(history).violations())
            .as("%s of seed %d", mutation, seed)
            .extracting(Violation::invariant)
            .contains(mutation.invariant());
      }
    }
  }

  @Test
  void a_record_that_was_aborted_counts_for_nothing() {
    Damage damage = new Damage(ModelRun.of(7), new Random(7));
    damage.anyPublished(Published.ACCEPTED).map(Changed::aborted).ifPresent(damage::add);

    Report report = Checker.check(damage.history());

    assertThat(report.violations()).isEmpty();
    assertThat(report.toString()).startsWith("seed 7, ").contains("1 aborted records");
  }

  @Test
  void an_event_may_be_published_again_where_there_are_no_transactions() {
    History history = ModelRun.of(7);
    List<Entry> entries = new ArrayList<>(history.entries());
    entries.set(0, new Run(7, false, history.run().dedupeWindow(), "at least once"));
    Damage damage = new Damage(new History(entries), new Random(7));
    damage
        .anyPublished(Published.ACCEPTED)
        .map(one -> Changed.offset(one, 1_000_000))
        .ifPresent(damage::add);

    assertThat(Checker.check(damage.history()).violations()).isEmpty();
  }

  /** BOUNDED is checked by itself, and so in a test of its own. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BOUNDED")
  void a_check_that_looked_at_nothing_is_a_violation(Invariant invariant) {
    History empty = new History(ModelRun.of(1).entries().subList(0, 1));

    assertThat(Checker.check(empty).violations())
        .extracting(Violation::invariant, Violation::where)
        .contains(tuple(invariant, "nothing was looked at"));
  }
}
