package dev.annals.faults.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.faults.checker.Checker;
import dev.annals.faults.checker.Invariant;
import dev.annals.faults.checker.Report;
import dev.annals.faults.checker.Violation;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.Run;
import dev.annals.faults.mutants.Mutant;
import dev.annals.faults.workload.Plan;
import dev.annals.testkit.proxy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The machine finds what is broken: a forced fault that the product stands is held against each
 * mutant of it.
 */
class MutantsIT {
  private static final long SEED = 20_261_124;

  /** A mutant may never come to an end. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name = "mutants-" + Long.toString(System.nanoTime(), 36);

  @Test
  void without_registers_what_is_delivered_again_is_appended_twice() throws IOException {
    assertFound(Mutant.REGISTER_OFF, 0, new KilledBeforeProgress());
  }

  @Test
  void who_takes_a_lost_answer_for_a_failure_changes_an_outcome() throws IOException {
    assertFound(Mutant.SETTLE_OFF, 1_000, new UnansweredAppends());
  }

  @Test
  void without_a_look_at_predecessors_versions_are_published_out_of_order() throws IOException {
    assertFound(Mutant.PREDECESSOR_CHECK_OFF, 1_000, new LateLog());
  }

  @Test
  void what_is_logged_before_it_is_appended_is_lost() throws IOException {
    assertFound(Mutant.LOG_BEFORE_APPEND, 1_000, new KilledBeforeAppend());
  }

  private void assertFound(Mutant mutant, int dedupeWindow, Nemesis fault) throws IOException {
    Report product = run("product", Workers.archive(), RecordedRun.LIMIT, dedupeWindow, fault);
    assertThat(product.violations()).as("the product: %s", product).isEmpty();
    assertThat(product.faults()).containsOnlyKeys(fault.name());

    Path archive = mutant.archive(Workers.archive());
    Report found = run(mutant.directory(), archive, PATIENCE, dedupeWindow, fault);
    Map<Invariant, Integer> violations = new TreeMap<>();
    for (Violation violation : found.violations()) {
      violations.merge(violation.invariant(), 1, Integer::sum);
    }
    Files.writeString(
        Path.of("target/mutants", mutant.directory() + ".txt"),
        "| %s | %s | %s | %s |%n%n%s"
            .formatted(mutant.directory(), fault.name(), mutant.broken(), violations, found));
    assertThat(violations).as("the mutant: %s", found).containsKey(mutant.broken());
    assertThat(found.faults()).containsOnlyKeys(fault.name());
  }

  private Report run(
      String about, Path archive, Duration patience, int dedupeWindow, Nemesis fault)
      throws IOException {
    String run = name + "-" + (archive.equals(Workers.archive()) ? "p" : "m");
    Path file = Files.createDirectories(Path.of("target")).resolve(run + ".jsonl");
    Map<String, String> settings =
        Map.of(
            "cassandra.request.timeout.ms",
            "1000",
            "dedupe.window",
            Integer.toString(dedupeWindow));
    History history;
    try (OneNode servers = new OneNode(run, archive, 1);
        Rig rig = new Rig(servers.site(), plan(run), settings);
        Recorder recorder = new Recorder(file, new Run(SEED, true, dedupeWindow, about))) {
      history =
          new RecordedRun(rig, plan(run), recorder, patience).run(List.of(fault), SEED);
      servers.site().proxy().rule(Rule.NONE);
    }
    return Checker.check(history);
  }

  private static Plan plan(String run) {
    return new Plan(
        SEED,
        List.of(run + ".decisions-a", run + ".decisions-b"),
        List.of(run + ".facts-a", run + ".facts-b"),
        run,
        3,
        4,
        100,
        40);
  }
}
