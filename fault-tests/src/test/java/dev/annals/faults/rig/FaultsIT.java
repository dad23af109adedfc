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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Three minutes of faults, in every build. */
class FaultsIT {
  private static final Logger LOG = LoggerFactory.getLogger(FaultsIT.class);
  private static final long SEED = Long.getLong("annals.faults.seed", 20_261_123);
  private static final Duration WORKLOAD = Duration.ofSeconds(120);

  private final String name = "short-" + Long.toString(System.nanoTime(), 36);

  @Test
  void a_workload_that_is_hurt_for_three_minutes_violates_no_promise() throws IOException {
    List<Nemesis> nemeses = Boolean.getBoolean("annals.all") ? Nemeses.ofWorkers() : Nemeses.few();
    Path file = Files.createDirectories(Path.of("target")).resolve(name + ".jsonl");
    Map<String, String> sinks = Map.of("cassandra.request.timeout.ms", "2000");
    History history;
    try (OneNode servers = new OneNode(name, Workers.archive(), 2);
        Rig rig = new Rig(servers.site(), plan(), sinks);
        Recorder recorder = new Recorder(file, new Run(SEED, true, 1_000, "the short run"))) {
      history = new RecordedRun(rig, plan(), recorder).run(nemeses, SEED, WORKLOAD);
    }

    Report report = Checker.check(history);
    LOG.info("the history is in {}\n{}", file.toAbsolutePath(), report);
    assertThat(report.violations()).as("%s; the history is in %s", report, file).isEmpty();
    assertThat(report.faults()).containsKeys(names(nemeses));
  }

  private static String[] names(List<Nemesis> nemeses) {
    return nemeses.stream().map(Nemesis::name).toArray(String[]::new);
  }

  private Plan plan() {
    return new Plan(
        SEED,
        List.of(name + ".decisions-a", name + ".decisions-b"),
        List.of(name + ".facts-a", name + ".facts-b"),
        name,
        6,
        6,
        100,
        8);
  }
}
