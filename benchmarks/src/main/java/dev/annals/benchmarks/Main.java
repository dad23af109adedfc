package dev.annals.benchmarks;

import dev.annals.benchmarks.servers.Rig;
import dev.annals.benchmarks.side.DriverOnly;
import dev.annals.benchmarks.side.PlainProducer;
import dev.annals.benchmarks.side.Rate;
import dev.annals.benchmarks.side.Round;
import dev.annals.benchmarks.side.Side;
import dev.annals.benchmarks.side.Sink;
import dev.annals.benchmarks.side.Tail;
import dev.annals.benchmarks.side.Workload;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures, prints a table, and writes it to docs/performance.md where that is asked for. */
@Command(
    name = "benchmarks/run",
    mixinStandardHelpOptions = true,
    description =
        "Measures sink and source beside what driver and producer do without them, on servers of its"
            + " own on this machine. Leave the machine alone meanwhile.")
public final class Main implements Callable<Integer> {
  private final Path root = Path.of(System.getProperty("annals.root", ".")).toAbsolutePath();
  private final PrintStream out = System.out;

  @Option(
      names = "--rounds",
      description = "Rounds that count, after two that do not (${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(names = "--bursts", description = "Events of a round of bursts (${DEFAULT-VALUE}).")
  private int bursts = 100_000;

  @Option(names = "--distinct", description = "Events of a round of distinct (${DEFAULT-VALUE}).")
  private int distinct = 20_000;

  @Option(names = "--only", description = "bursts, distinct or tail; all three unless given.")
  private List<String> only = List.of("bursts", "distinct", "tail");

  @Option(names = "--sink", description = "A setting of the sink that differs from the example.")
  private Map<String, String> sinkChanges = Map.of();

  @Option(names = "--no-tune", description = "Leaves the floors at 128 in flight.")
  private boolean noTune;

  @Option(names = "--write", description = "Writes the table to docs/performance.md.")
  private boolean write;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path directory =
        Files.createTempDirectory(
            Files.createDirectories(root.resolve("benchmarks/target")), "servers-");
    List<Row> rows = new ArrayList<>();
    try (Rig rig = new Rig(root, directory)) {
      Sink sink = new Sink(rig, sinkChanges);
      if (only.contains("bursts")) {
        rows.addAll(appends(rig, sink, Workload.BURSTS, bursts));
      }
      if (only.contains("distinct")) {
        rows.addAll(appends(rig, sink, Workload.DISTINCT, distinct));
      }
      if (only.contains("tail")) {
        rows.addAll(tail(rig, sink));
      }
    }
    Report report = new Report(rows, rounds);
    out.println();
    out.println(report.table());
    if (write) {
      report.write(root.resolve("docs/performance.md"));
    }
    return 0;
  }

  private List<Row> appends(Rig rig, Sink sink, Workload workload, int events) throws Exception {
    out.printf("%s: %,d events in a round%n", workload, events);
    DriverOnly conditional = DriverOnly.conditionalBatches(rig);
    DriverOnly plain = DriverOnly.plainInserts(rig);
    if (!noTune) {
      conditional.tune(round(workload + "_tune_a", workload, events / 2));
      plain.tune(round(workload + "_tune_b", workload, events / 2));
    }
    Map<Side, List<Rate>> rates =
        new Comparison(
                List.of(sink, conditional, plain),
                rounds(workload.toString(), workload, events),
                out)
            .run(rounds);
    Map<Side, Double> goals = new LinkedHashMap<>();
    goals.put(conditional, workload == Workload.BURSTS ? 0.7 : 0.75);
    if (workload == Workload.BURSTS) {
      goals.put(plain, 0.8);
    }
    return Row.of("sink, " + workload, sink, rates, goals);
  }

  private List<Row> tail(Rig rig, Sink sink) throws Exception {
    out.printf("tail: %,d events in a round%n", bursts);
    Tail tail = new Tail(rig, sink);
    PlainProducer producer = new PlainProducer(rig, tail);
    Map<Side, List<Rate>> rates =
        new Comparison(List.of(tail, producer), rounds("tail", Workload.BURSTS, bursts), out)
            .run(rounds);
    return Row.of("source, tail", tail, rates, Map.of(producer, 0.4));
  }

  private static IntFunction<Round> rounds(String name, Workload workload, int events) {
    return number -> round(name + "_" + number, workload, events);
  }

  /** A tenth warms up. */
  private static Round round(String name, Workload workload, int events) {
    return new Round(name, workload, events / 100 * 10, events);
  }
}
