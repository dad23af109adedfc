package dev.annals.faults.rig;

import dev.annals.faults.checker.Verdict;
import dev.annals.faults.checker.Violation;
import dev.annals.faults.history.HeapUsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a long run has shown so far, in Markdown. Written anew after each episode. */
final class LongReport {
  private final long seed;
  private final long minutes;
  private final String options;
  private final List<Nemesis> nemeses;
  private final Map<String, String> notRun;
  private final long began = System.nanoTime();
  private final List<Episode.Result> results = new ArrayList<>();
  private final Tally tally = new Tally();
  private final StringBuilder text = new StringBuilder();
  private final Map<String, Long> kafkaFaults = new TreeMap<>();

  /**
   * Nothing has happened yet.
   *
   * @param options more of the command line, each with a space before it
   * @param nemeses all that may strike
   * @param notRun those that cannot, and why
   */
  LongReport(
      long seed, long minutes, String options, List<Nemesis> nemeses, Map<String, String> notRun) {
    this.seed = seed;
    this.minutes = minutes;
    this.options = options;
    this.nemeses = List.copyOf(nemeses);
    this.notRun = Map.copyOf(notRun);
  }

  Tally tally() {
    return tally;
  }

  void add(Episode.Result result) {
    results.add(result);
  }

  /** So often it was started again what a fault of Kafka's own had ended. */
  void addKafkaFaults(Map<String, Long> counts) {
    counts.forEach((what, count) -> kafkaFaults.merge(what, count, Long::sum));
  }

  /** What stands against the run; nothing when all was kept. */
  List<String> complaints(Verdict heaps) {
    List<String> complaints = new ArrayList<>();
    for (Episode.Result result : results) {
      Episode episode = result.episode();
      String where = "episode %d, %s: ".formatted(episode.number(), episode.history());
      if (result instanceof Episode.BrokenOff broken) {
        complaints.add(where + broken);
      }
      result.report().violations().forEach(violation -> complaints.add(where + violation));
    }
    heaps.violations().stream().map(Violation::toString).forEach(complaints::add);
    return complaints;
  }

  void write(Path file, Verdict heaps, List<HeapUsed> series) {
    text.setLength(0);
    head(heaps);
    faults();
    promises(heaps);
    tally.groups().forEach((group, counts) -> table(group, "", counts));
    episodes();
    heaps(series);
    violations(heaps);
    try {
      Files.writeString(file, text);
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot write " + file, fault);
    }
  }

  private void head(Verdict heaps) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    line("## A run of %d minutes", took.toMinutes());
    line("");
    line(
        "    mvn -B verify -Pfaults -pl fault-tests -am -Dit.test=LongRunIT"
            + " -Dfailsafe.failIfNoSpecifiedTests=false -Dminutes=%d -Dseed=%d%s",
        minutes, seed, options);
    line("");
    line("- Violations: **%d**", complaints(heaps).size());
    line("- Machine: %s", machine());
    line("- Servers: three Cassandra nodes (RF 3), one broker, two Connect workers, all on it");
    line(
        "- Started again after faults of Kafka's own: %s",
        kafkaFaults.isEmpty()
            ? "nothing"
            : kafkaFaults.entrySet().stream()
                .map(one -> one.getKey() + ", " + one.getValue())
                .collect(Collectors.joining("; ")));
    line("- One episode again: the same with `-Depisode=` and its number");
    line("");
  }

  private static String machine() {
    long bytes =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getTotalMemorySize();
    return "%d cores, %d GiB, %s %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Math.round(bytes / (double) (1L << 30)),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.version"));
  }

  private void faults() {
    Map<String, Long> struck = new TreeMap<>();
    nemeses.forEach(nemesis -> struck.put(nemesis.name(), 0L));
    for (Episode.Result result : results) {
      result.report().faults().forEach((name, count) -> struck.merge(name, count, Long::sum));
    }
    table("Faults brought about", "times", struck);
    Map<String, String> missing = new TreeMap<>(notRun);
    struck.forEach(
        (name, count) -> {
          if (count == 0) {
            missing.putIfAbsent(name, reasonNotRun(name));
          }
        });
    line(missing.isEmpty() ? "All were run." : "Not run:");
    line("");
    missing.forEach((name, reason) -> line("- %s: %s", name, reason));
    line("");
  }

  /** Of one that struck no time to an end. */
  private String reasonNotRun(String nemesis) {
    String brokenOff =
        results.stream()
            .filter(Episode.BrokenOff.class::isInstance)
            .map(Episode.Result::episode)
            .filter(
                episode -> episode.nemeses().stream().anyMatch(one -> one.name().equals(nemesis)))
            .map(episode -> Integer.toString(episode.number()))
            .collect(Collectors.joining(", "));
    return brokenOff.isEmpty()
        ? "the run was over before its turn"
        : "not to an end: its turn was in an episode that was broken off (%s)".formatted(brokenOff);
  }

  private void promises(Verdict heaps) {
    Map<String, Map<String, Long>> looked = new LinkedHashMap<>();
    Map<String, Long> violations = new LinkedHashMap<>();
    List<Verdict> verdicts = new ArrayList<>();
    results.forEach(result -> verdicts.addAll(result.report().verdicts()));
    verdicts.add(heaps);
    for (Verdict verdict : verdicts) {
      String name = verdict.invariant().name();
      Map<String, Long> sum = looked.computeIfAbsent(name, none -> new LinkedHashMap<>());
      verdict.checked().forEach((what, count) -> sum.merge(what, count, Long::sum));
      violations.merge(name, (long) verdict.violations().size(), Long::sum);
    }
    line("| Promise | What was looked at | Violations |");
    line("|---|---|---:|");
    looked.forEach(
        (name, sum) ->
            line(
                "| %s | %s | %d |",
                name,
                sum.entrySet().stream()
                    .map(one -> "%,d %s".formatted(one.getValue(), one.getKey()))
                    .collect(Collectors.joining(", ")),
                violations.getOrDefault(name, 0L)));
    line("");
  }

  private void episodes() {
    line("| Episode | Seed | Dedupe window | Seconds | Requests | Nemeses | Violations |");
    line("|---:|---:|---:|---:|---:|---|---:|");
    for (Episode.Result result : results) {
      Episode episode = result.episode();
      String names =
          episode.nemeses().stream().map(Nemesis::name).collect(Collectors.joining(", "));
      line(
          "| %d | %d | %,d | %s | %,d | %s | %d%s |",
          episode.number(),
          episode.seed(),
          episode.dedupeWindow(),
          result instanceof Episode.Checked checked ? Long.toString(checked.seconds()) : "",
          result.report().requests(),
          names,
          result.report().violations().size(),
          result instanceof Episode.BrokenOff ? ", broken off" : "");
    }
    line("");
  }

  private void heaps(List<HeapUsed> series) {
    line(
        "Live bytes of each worker after a full collection, with all connectors still there, in MiB,"
            + " and what the run had made till then:");
    line("");
    line("| Episode | Heaps | Streams | Events |");
    line("|---:|---|---:|---:|");
    Map<Integer, List<HeapUsed>> byEpisode =
        series.stream()
            .collect(Collectors.groupingBy(HeapUsed::episode, TreeMap::new, Collectors.toList()));
    byEpisode.forEach(
        (episode, heaps) ->
            line(
                "| %d | %s | %,d | %,d |",
                episode,
                heaps.stream()
                    .map(heap -> "%.1f".formatted(heap.bytes() / (double) (1L << 20)))
                    .collect(Collectors.joining(", ")),
                heaps.get(0).streams(),
                heaps.get(0).events()));
    line("");
  }

  private void violations(Verdict heaps) {
    List<String> complaints = complaints(heaps);
    if (!complaints.isEmpty()) {
      line("Violations, and the histories to look at:");
      line("");
      complaints.forEach(complaint -> line("- %s", firstLine(complaint)));
    }
  }

  private void table(String title, String unit, Map<String, Long> counts) {
    line("| %s | %s |", title, unit);
    line("|---|---:|");
    counts.forEach((what, count) -> line("| %s | %,d |", what, count));
    line("");
  }

  private static String firstLine(String complaint) {
    return complaint.lines().findFirst().orElse("");
  }

  @SuppressWarnings("AnnotateFormatMethod") // Its annotations are not on the class path.
  private void line(String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }
}
