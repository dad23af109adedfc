package dev.annals.faults.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.faults.history.Arrived;
import dev.annals.faults.history.Entry;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Look;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that ended in the middle: much is not known, and none of that is a violation. */
class CutOffTest {
  static LongStream seeds() {
    return LongStream.range(500, 508);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_run_that_was_cut_off_has_no_violation(long seed) {
    assertThat(Checker.check(cutOff(seed)).violations()).as("seed %d", seed).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void what_was_wrong_before_the_cut_is_found(long seed) {
    History history = cutOff(seed);
    List<Entry> entries = new ArrayList<>(history.entries());
    List<Published> accepted =
        history.all(Published.class).stream()
            .filter(record -> record.outcome().equals(Published.ACCEPTED))
            .toList();
    Published one = accepted.get(new Random(seed).nextInt(accepted.size()));
    entries.add(Changed.event(Changed.offset(one, 1_000_000), "/x 1"));

    assertThat(Checker.check(new History(entries)).violations())
        .as("seed %d", seed)
        .extracting(Violation::invariant)
        .contains(Invariant.DENSE, Invariant.ORDERED);
  }

  /** All up to some point after the first look, and what the topics had by then. */
  private static History cutOff(long seed) {
    List<Entry> all = ModelRun.of(seed).entries();
    int firstLook = first(all, Look.class);
    int end = firstLook + 1 + new Random(seed).nextInt(first(all, Arrived.class) - firstLook);
    List<Entry> cut = new ArrayList<>(all.subList(0, end));
    Set<String> sent =
        cut.stream()
            .filter(Sent.class::isInstance)
            .map(entry -> ((Sent) entry).request())
            .collect(Collectors.toSet());
    for (Entry entry : all) {
      if (entry instanceof Arrived arrived && sent.contains(arrived.request())) {
        cut.add(entry);
      }
    }
    return new History(cut);
  }

  private static int first(List<Entry> entries, Class<? extends Entry> kind) {
    int first = 0;
    while (!kind.isInstance(entries.get(first))) {
      first++;
    }
    return first;
  }
}
