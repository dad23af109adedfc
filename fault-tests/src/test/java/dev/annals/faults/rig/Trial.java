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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run under faults on two workers, held against all promises.
 *
 * @param about what is tried, for people
 * @param seed of requests and faults
 * @param least for how long faults are brought about; each nemesis strikes once at least
 */
record Trial(String about, long seed, List<Nemesis> nemeses, Duration least) {
  private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
  private static final int WORKERS = 2;

  /** The seed that is given on the command line, else this one. */
  static long seed(long unlessGiven) {
    return Long.getLong("seed", unlessGiven);
  }

  /** Runs; fails if a promise was broken, or a fault did not come about. */
  void run() throws IOException {
    String name = "faults-" + Long.toString(System.nanoTime(), 36);
    Path file = Files.createDirectories(Path.of("target")).resolve(name + ".jsonl");
    LOG.info("{}: seed {}, history {}", about, seed, file.toAbsolutePath());
    History history;
    try (OneNode servers = new OneNode(name, Workers.archive(), WORKERS);
        Rig rig = new Rig(servers.site(), plan(name), settings());
        Recorder recorder = new Recorder(file, new Run(seed, true, dedupeWindow(), about))) {
      history = run(servers, name, new RecordedRun(rig, plan(name), recorder));
    }
    Report report = Checker.check(history);
    LOG.info("{}: {}", about, report);
    assertThat(report.violations()).as("%s; the history is in %s", report, file).isEmpty();
    assertThat(report.faults())
        .containsOnlyKeys(nemeses.stream().map(Nemesis::name).toArray(String[]::new));
  }

  /** As by default; so small for even seeds that requests are sent again at its end and beyond. */
  private int dedupeWindow() {
    return seed % 2 == 0 ? 20 : 1_000;
  }

  private Map<String, String> settings() {
    return Map.of(
        // Shorter than by default: each answer that is swallowed costs as much.
        "cassandra.request.timeout.ms", "2000", "dedupe.window", Integer.toString(dedupeWindow()));
  }

  private History run(OneNode servers, String name, RecordedRun run) {
    try {
      return run.run(nemeses, seed, least);
    } catch (RuntimeException | Error fault) {
      ThreadDumps.write(servers.site().workers(), Path.of("target"), name);
      throw fault;
    }
  }

  private Plan plan(String name) {
    return new Plan(
        seed,
        List.of(name + ".decisions-a", name + ".decisions-b"),
        List.of(name + ".facts-a", name + ".facts-b"),
        name,
        // Few, so that each gets past the end of a bucket.
        3,
        6,
        100,
        8);
  }
}
