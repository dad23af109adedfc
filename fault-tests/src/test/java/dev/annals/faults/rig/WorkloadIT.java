package dev.annals.faults.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.annals.faults.checker.Checker;
import dev.annals.faults.checker.Report;
import dev.annals.faults.checker.Spoiling;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.Run;
import dev.annals.faults.workload.Plan;
import dev.annals.testkit.proxy.Answer;
import dev.annals.testkit.proxy.CqlProxy;
import dev.annals.testkit.proxy.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The workload on the archive and real servers: first alone, then with faults. */
class WorkloadIT {
  private static final long SEED = 20_261_123;

  private final String name = "faults-" + Long.toString(System.nanoTime(), 36);

  @Test
  void a_workload_to_which_nothing_happens_violates_no_promise_and_could_be_found_to()
      throws IOException {
    History history;
    try (OneNode servers = new OneNode(name, Workers.archive(), 1);
        Rig rig = new Rig(servers.site(), plan(), Map.of());
        Recorder recorder = recorder("nothing happens")) {
      history = new RecordedRun(rig, plan(), recorder).run(List.of(), SEED);
    }

    assertKept(history);
    assertThat(Spoiling.missed(history, SEED)).isEmpty();
  }

  @Test
  void a_workload_whose_worker_is_killed_again_and_again_violates_no_promise() throws IOException {
    History history;
    try (OneNode servers = new OneNode(name, Workers.archive(), 1);
        Rig rig = new Rig(servers.site(), plan(), Map.of());
        Recorder recorder = recorder("kills of the worker")) {
      Nemesis kill = new KilledWorker();
      history = new RecordedRun(rig, plan(), recorder).run(List.of(kill, kill, kill), SEED);
    }

    assertKept(history);
    assertThat(Checker.check(history).faults())
        .containsExactly(entry(new KilledWorker().name(), 3L));
  }

  @Test
  void a_workload_whose_sinks_miss_answers_of_cassandra_violates_no_promise() throws IOException {
    History history;
    try (OneNode servers = new OneNode(name, Workers.archive(), 1)) {
      CqlProxy proxy = servers.site().proxy();
      Map<String, String> settings = Map.of("cassandra.request.timeout.ms", "1000");
      try (Rig rig = new Rig(servers.site(), plan(), settings);
          Recorder recorder = recorder("lost answers")) {
        proxy.rule(new LostAnswers(SEED));
        history = new RecordedRun(rig, plan(), recorder).run(List.of(), SEED);
        proxy.rule(Rule.NONE);
      }
      for (Answer lost : Answer.values()) {
        assertThat(proxy.count(lost)).as("answers %s", lost).isPositive();
      }
      assertThat(proxy.withheld()).as("requests that did not arrive").isPositive();
    }

    assertKept(history);
  }

  private Plan plan() {
    return new Plan(
        SEED,
        List.of(name + ".decisions-a", name + ".decisions-b"),
        List.of(name + ".facts-a", name + ".facts-b"),
        name,
        3,
        6,
        250,
        40);
  }

  private Recorder recorder(String about) throws IOException {
    Path file = Files.createDirectories(Path.of("target")).resolve(name + ".jsonl");
    return new Recorder(file, new Run(SEED, true, 1_000, about));
  }

  private void assertKept(History history) {
    Report report = Checker.check(history);
    assertThat(report.violations())
        .as("%s; the history is in target/%s.jsonl", report, name)
        .isEmpty();
  }
}
