package dev.annals.faults.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.faults.checker.Checker;
import dev.annals.faults.checker.Report;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.Run;
import dev.annals.faults.workload.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The workload on real servers: the whole that is tested later, before anything happens to it. */
class WorkloadIT {
  private static final long SEED = 20_261_123;

  @Test
  void a_workload_to_which_nothing_happens_violates_no_promise() throws IOException {
    String name = "faults-" + Long.toString(System.nanoTime(), 36);
    Plan plan =
        new Plan(
            SEED,
            List.of(name + ".decisions-a", name + ".decisions-b"),
            List.of(name + ".facts-a", name + ".facts-b"),
            name,
            3,
            6,
            500);
    Path file = Files.createDirectories(Path.of("target")).resolve(name + ".jsonl");
    Run run = new Run(SEED, true, 1_000, "nothing happens");

    History history;
    try (Rig rig = new Rig(plan);
        Recorder recorder = new Recorder(file, run)) {
      history = new RecordedRun(rig, plan, recorder).run();
    }

    Report report = Checker.check(history);
    assertThat(report.violations()).as("%s; the history is in %s", report, file).isEmpty();
  }
}
