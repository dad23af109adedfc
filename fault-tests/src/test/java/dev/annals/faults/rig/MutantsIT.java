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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The machine finds what is broken: a forced fault that the product stands is held against each
 * mutant of it.
 */
class MutantsIT {
  private static final long SEED = 20_261_124;

  /** A mutant may never come to an end. What is late by then shows nothing. */
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

  @Test
  void a_refusal_that_is_not_fenced_changes_what_another_decided() throws IOException {
    assertFound(Mutant.REFUSED_ROW_NOT_FENCED, 1_000, 2, new RefusingFacts());
  }

  @Test
  void a_marker_in_a_full_bucket_tells_of_a_head_that_is_past() throws IOException {
    assertFound(Mutant.MARKER_INTO_A_FULL_BUCKET, 1_000, 1, OvertakenTask::new);
  }

  /** Makes a nemesis for one run. */
  private interface Fault {
    Nemesis in(Plan plan, Recorder recorder);

    /** Whether facts are refused meanwhile; absent where they are not. */
    default @Nullable Boolean refusesFacts() {
      return null;
    }
  }

  private static final class RefusingFacts implements Fault {
    @Override
    public Nemesis in(Plan plan, Recorder recorder) {
      return new OlderSettings();
    }

    @Override
    public Boolean refusesFacts() {
      return true;
    }
  }

  private void assertFound(Mutant mutant, int dedupeWindow, Nemesis fault) throws IOException {
    assertFound(mutant, dedupeWindow, 1, (plan, recorder) -> fault);
  }

  private void assertFound(Mutant mutant, int dedupeWindow, int workers, Fault fault)
      throws IOException {
    Report product =
        run("product", Workers.archive(), RecordedRun.LIMIT, dedupeWindow, workers, fault);
    assertThat(product.violations()).as("the product: %s", product).isEmpty();
    assertThat(product.faults()).hasSize(1);

    Path archive = mutant.archive(Workers.archive());
    Report found = run(mutant.directory(), archive, PATIENCE, dedupeWindow, workers, fault);
    Map<Invariant, Integer> violations = new TreeMap<>();
    for (Violation violation : found.violations()) {
      violations.merge(violation.invariant(), 1, Integer::sum);
    }
    Files.writeString(
        Path.of("target/mutants", mutant.directory() + ".txt"),
        "| %s | %s | %s | %s |%n%n%s"
            .formatted(
                mutant.directory(), found.faults().keySet(), mutant.broken(), violations, found));
    assertThat(found.violations()).as("the mutant: %s", found).anyMatch(mutant::shows);
    assertThat(found.faults()).isEqualTo(product.faults());
  }

  private Report run(
      String about, Path archive, Duration patience, int dedupeWindow, int workers, Fault fault)
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
    try (OneNode servers = new OneNode(run, archive, workers);
        Rig rig = new Rig(servers.site(), plan(run), settings);
        Recorder recorder =
            new Recorder(file, new Run(SEED, true, dedupeWindow, about, fault.refusesFacts()))) {
      Nemesis nemesis = fault.in(plan(run), recorder);
      history = new RecordedRun(rig, plan(run), recorder, patience).run(List.of(nemesis), SEED);
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
