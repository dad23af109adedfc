package dev.annals.faults.rig;

import dev.annals.faults.checker.Checker;
import dev.annals.faults.checker.Report;
import dev.annals.faults.history.Arrived;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Look;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.Run;
import dev.annals.faults.workload.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Episodes on one set of servers, which live through all of them. */
final class LongRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LongRun.class);
  private static final String TABLES = "Tables";

  /** So much that two cores can do it, and start a node again meanwhile. */
  private static final int PRODUCERS = 4;

  private static final int PER_SECOND = 6;
  private static final int STREAMS = 12;
  private static final int LEAST_REQUESTS = 250;

  private final ThreeNodes servers;
  private final String name;
  private final LongReport report;
  private final Path directory;
  private final Heaps heaps;

  LongRun(ThreeNodes servers, String name, long seed, LongReport report, Path directory) {
    this.servers = servers;
    this.name = name;
    this.report = report;
    this.directory = directory;
    this.heaps = new Heaps(directory.resolve("faults-long-%d-heaps.jsonl".formatted(seed)), seed);
  }

  /** Runs an episode to its end, whatever comes of it, and writes the report. */
  void run(Episode episode) {
    LOG.info("episode {}, seed {}: {}", episode.number(), episode.seed(), names(episode));
    Episode.Result result = result(episode);
    report.add(result);
    report.write(directory.resolve("faults-report.md"), heaps.verdict(), heaps.all());
    LOG.info("episode {}: {}", episode.number(), result);
  }

  private static List<String> names(Episode episode) {
    return episode.nemeses().stream().map(Nemesis::name).toList();
  }

  private Episode.Result result(Episode episode) {
    long began = System.nanoTime();
    try (Recorder recorder = new Recorder(episode.history(), runOf(episode))) {
      Optional<Throwable> brokenOff = play(episode, recorder);
      History history = recorder.history();
      if (brokenOff.isPresent()) {
        return new Episode.BrokenOff(episode, brokenOff.get(), checkCutOff(episode, history));
      }
      report.tally().add(history);
      Report checked = Checker.check(history);
      LOG.info("{}", checked);
      if (checked.violations().isEmpty()) {
        drop(episode);
      }
      return new Episode.Checked(episode, checked, (System.nanoTime() - began) / 1_000_000_000);
    } catch (IOException | RuntimeException | Error fault) {
      LOG.error("the history of episode {} was not checked", episode.number(), fault);
      return new Episode.BrokenOff(episode, fault, nothing(episode));
    }
  }

  private static Run runOf(Episode episode) {
    return new Run(
        episode.seed(),
        true,
        episode.dedupeWindow(),
        "episode " + episode.number() + " of a long run");
  }

  private static Report nothing(Episode episode) {
    return new Report(episode.seed(), 0, Map.of(), List.of());
  }

  /** Where nobody has looked yet, there is nothing to be found. */
  private static Report checkCutOff(Episode episode, History history) {
    if (history.all(Look.class).isEmpty() || history.all(Arrived.class).isEmpty()) {
      return nothing(episode);
    }
    Report checked = Checker.check(history);
    LOG.info("broken off, {}", checked);
    return checked;
  }

  /** Runs an episode; gives what broke it off, if anything did. */
  private Optional<Throwable> play(Episode episode, Recorder recorder) {
    Plan plan = plan(episode);
    // What Cassandra gives up after 5 s is not given up before; and no more at once than it can do.
    Map<String, String> settings =
        Map.of(
            "cassandra.request.timeout.ms", "6000",
            "cassandra.max.in.flight", "16",
            "dedupe.window", Integer.toString(episode.dedupeWindow()));
    try (Rig rig = new Rig(servers.site(), plan, settings)) {
      RecordedRun run =
          new RecordedRun(rig, plan, recorder)
              .whenPublished(() -> takeHeaps(episode, recorder.history()));
      Optional<Throwable> brokenOff = play(episode, run);
      report.addKafkaFaults(rig.kafkaFaults().counts());
      return brokenOff;
    } catch (RuntimeException | Error fault) {
      LOG.error("episode {} did not begin", episode.number(), fault);
      heal(fault);
      return Optional.of(fault);
    }
  }

  /** What was left hurt is healed before connectors are deleted. */
  private Optional<Throwable> play(Episode episode, RecordedRun run) {
    try {
      run.run(episode.nemeses(), episode.seed());
      return Optional.empty();
    } catch (RuntimeException | Error fault) {
      LOG.error("episode {} was broken off", episode.number(), fault);
      ThreadDumps.write(servers.site().workers(), directory, Integer.toString(episode.number()));
      if (heal(fault)) {
        salvage(episode, run);
      }
      return Optional.of(fault);
    }
  }

  /** Whether all servers run again. */
  private boolean heal(Throwable fault) {
    try {
      servers.heal();
      return true;
    } catch (RuntimeException hurt) {
      LOG.error("not all runs again", hurt);
      fault.addSuppressed(hurt);
      return false;
    }
  }

  private static void salvage(Episode episode, RecordedRun run) {
    try {
      run.salvage();
    } catch (RuntimeException unseen) {
      LOG.warn("not all of episode {} can be seen", episode.number(), unseen);
    }
  }

  /** Nodes with little memory keep something of each table. */
  private void drop(Episode episode) {
    String keyspace = (name + "_" + episode.number()).replace('-', '_');
    String drop = "DROP KEYSPACE IF EXISTS " + keyspace;
    try {
      Patience.ask(() -> servers.site().cql().execute(drop).wasApplied());
    } catch (RuntimeException fault) {
      LOG.warn("{} failed", drop, fault);
    }
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

  /** With all that the connectors keep for their work, which is done. */
  private void takeHeaps(Episode episode, History history) {
    Tally own = new Tally();
    own.add(history);
    heaps.take(
        servers.site().workers(),
        episode.number(),
        report.tally().of(TABLES, "streams") + own.of(TABLES, "streams"),
        report.tally().of(TABLES, "events") + own.of(TABLES, "events"));
  }

  /** What stands against the run. */
  List<String> complaints() {
    return report.complaints(heaps.verdict());
  }

  @Override
  public void close() throws IOException {
    heaps.close();
  }
}
