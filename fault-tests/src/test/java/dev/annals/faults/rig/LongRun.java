package dev.annals.faults.rig;

import dev.annals.faults.checker.Checker;
import dev.annals.faults.checker.Report;
import dev.annals.faults.checker.Verdict;
import dev.annals.faults.history.HeapUsed;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.Run;
import dev.annals.faults.workload.Plan;
import dev.annals.testkit.servers.ConnectWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Episodes on one set of servers, which live through all of them. */
final class LongRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LongRun.class);
  private static final int DEDUPE_WINDOW = 1_000;

  /** So much that two cores can do it, and start a node again meanwhile. */
  private static final int PRODUCERS = 4;

  private static final int PER_SECOND = 6;
  private static final int STREAMS = 12;
  private static final int LEAST_REQUESTS = 250;

  private final ThreeNodes servers;
  private final String name;
  private final LongReport report;
  private final Path file;
  private final Recorder heaps;

  LongRun(ThreeNodes servers, String name, long seed, LongReport report, Path directory) {
    this.servers = servers;
    this.name = name;
    this.report = report;
    this.file = directory.resolve("faults-report.md");
    this.heaps =
        new Recorder(
            directory.resolve("faults-long-%d-heaps.jsonl".formatted(seed)),
            new Run(seed, true, DEDUPE_WINDOW, "heaps of the workers after each episode"));
  }

  /** Runs an episode to its end, whatever comes of it, and writes the report. */
  void run(Episode episode) {
    LOG.info("episode {}, seed {}: {}", episode.number(), episode.seed(), names(episode));
    Episode.Result result = result(episode);
    report.add(result);
    takeHeaps(episode);
    Verdict verdict = Checker.checkHeaps(heaps.history());
    report.write(file, verdict, heaps.history().all(HeapUsed.class));
    LOG.info("episode {}: {}", episode.number(), result);
  }

  private static List<String> names(Episode episode) {
    return episode.nemeses().stream().map(Nemesis::name).toList();
  }

  private Episode.Result result(Episode episode) {
    long began = System.nanoTime();
    try {
      History history = history(episode);
      report.tally().add(history);
      Report checked = Checker.check(history);
      LOG.info("{}", checked);
      if (checked.violations().isEmpty()) {
        drop(episode);
      }
      return new Episode.Checked(episode, checked, (System.nanoTime() - began) / 1_000_000_000);
    } catch (RuntimeException | Error fault) {
      LOG.error("episode {} was broken off", episode.number(), fault);
      return new Episode.BrokenOff(episode, fault);
    }
  }

  private History history(Episode episode) {
    Plan plan = plan(episode);
    Run run =
        new Run(
            episode.seed(), true, DEDUPE_WINDOW, "episode " + episode.number() + " of a long run");
    // What Cassandra gives up after 5 s is not given up before; and no more at once than it can do.
    Map<String, String> settings =
        Map.of("cassandra.request.timeout.ms", "6000", "cassandra.max.in.flight", "16");
    try (Recorder recorder = new Recorder(episode.history(), run);
        Rig rig = new Rig(servers.site(), plan, settings)) {
      return history(episode, new RecordedRun(rig, plan, recorder));
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot write " + episode.history(), fault);
    }
  }

  /** What was left hurt is healed before connectors are deleted. */
  private History history(Episode episode, RecordedRun run) {
    try {
      return run.run(episode.nemeses(), episode.seed());
    } catch (RuntimeException | Error fault) {
      dumpThreads(episode);
      servers.heal();
      throw fault;
    }
  }

  /** Nodes with little memory keep something of each table. */
  private void drop(Episode episode) {
    String keyspace = (name + "_" + episode.number()).replace('-', '_');
    String drop = "DROP KEYSPACE IF EXISTS " + keyspace;
    Patience.ask(() -> servers.site().cql().execute(drop).wasApplied());
  }

  private Plan plan(Episode episode) {
    String own = name + "-" + episode.number();
    return new Plan(
        episode.seed(),
        List.of(own + ".decisions-a", own + ".decisions-b"),
        List.of(own + ".facts-a", own + ".facts-b"),
        own,
        STREAMS,
        PRODUCERS,
        LEAST_REQUESTS,
        PER_SECOND);
  }

  private void takeHeaps(Episode episode) {
    long streams = report.tally().of("Tables", "streams");
    long events = report.tally().of("Tables", "events");
    for (ConnectWorker worker : servers.site().workers().awake()) {
      try {
        long bytes = Jcmd.liveBytes(worker.pid());
        String id = worker.rest().workerId();
        heaps.add(
            new HeapUsed(id, worker.pid(), episode.number(), bytes, streams, events, heaps.now()));
      } catch (IllegalStateException fault) {
        LOG.warn("no heap of worker {} after episode {}", worker.pid(), episode.number(), fault);
      }
    }
  }

  /** Where all threads of the workers are, for whoever asks why it did not go on. */
  private void dumpThreads(Episode episode) {
    for (ConnectWorker worker : servers.site().workers().awake()) {
      Path dump =
          file.resolveSibling("faults-threads-%d-%d.txt".formatted(episode.number(), worker.pid()));
      try {
        Files.writeString(dump, Jcmd.ask(worker.pid(), "Thread.print"));
      } catch (IOException | IllegalStateException fault) {
        LOG.warn("no threads of worker {}", worker.pid(), fault);
      }
    }
  }

  /** What stands against the run. */
  List<String> complaints() {
    return report.complaints(Checker.checkHeaps(heaps.history()));
  }

  @Override
  public void close() throws IOException {
    heaps.close();
  }
}
