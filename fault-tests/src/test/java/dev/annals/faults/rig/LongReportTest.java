package dev.annals.faults.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.faults.checker.Invariant;
import dev.annals.faults.checker.Report;
import dev.annals.faults.checker.Verdict;
import dev.annals.faults.checker.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongReportTest {
  private static final Verdict HEAPS =
      new Verdict(Invariant.BOUNDED, Map.of("heaps", 4L), List.of());

  private final Path directory;

  private record Named(String name) implements Nemesis {
    @Override
    public void strike(Rig rig, Random random) {
      throw new AssertionError("only told of");
    }
  }

  private final LongReport report =
      new LongReport(
          7,
          60,
          " -Dnemesis=broker",
          List.of(new Named("zombie"), new Named("frozen broker")),
          Map.of("shifted clocks", "libfaketime was not found", "grown topic", "not asked for"));

  LongReportTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void faults_and_what_was_looked_at_are_summed_up_over_episodes() throws IOException {
    report.add(checked(1, List.of()));
    report.add(checked(2, List.of()));
    report.addKafkaFaults(Map.of("worker", 1L));
    report.addKafkaFaults(Map.of("worker", 2L, "source task", 1L));

    assertThat(text())
        .contains(" -Dminutes=60 -Dseed=7 -Dnemesis=broker\n")
        .contains("Kafka's own: source task, 1; worker, 3\n")
        .contains("Violations: **0**")
        .contains("| zombie | 2 |")
        .contains("| DENSE | 20 streams | 0 |")
        .contains("| BOUNDED | 4 heaps | 0 |");
  }

  @Test
  void what_was_not_run_is_named_with_its_reason() throws IOException {
    report.add(checked(1, List.of()));

    assertThat(text())
        .contains("- frozen broker: the run was over before its turn")
        .contains("- shifted clocks: libfaketime was not found")
        .contains("- grown topic: not asked for")
        .doesNotContain("- zombie:");
  }

  @Test
  void a_violation_and_an_episode_that_was_broken_off_stand_against_the_run() throws IOException {
    report.add(checked(1, List.of(new Violation(Invariant.DENSE, "order/1@5", "is twice there"))));
    report.add(brokenOff(2, "zombie", List.of()));

    assertThat(report.complaints(HEAPS)).hasSize(2);
    assertThat(text())
        .contains("Violations: **2**")
        .contains("- episode 1, history-1.jsonl: DENSE order/1@5: is twice there")
        .contains("- episode 2, history-2.jsonl: broken off: ")
        .contains("nobody answers");
  }

  @Test
  void a_violation_in_an_episode_that_was_broken_off_is_not_lost() throws IOException {
    Violation twice = new Violation(Invariant.DENSE, "order/1@5", "is twice there");
    report.add(brokenOff(1, "zombie", List.of(twice)));

    assertThat(report.complaints(HEAPS)).hasSize(2);
    assertThat(text())
        .contains("- episode 1, history-1.jsonl: broken off: ")
        .contains("- episode 1, history-1.jsonl: DENSE order/1@5: is twice there")
        .contains("| DENSE | 10 streams | 1 |")
        .contains("| 100 | zombie | 1, broken off |");
  }

  @Test
  void what_struck_in_an_episode_that_was_broken_off_is_told_so() throws IOException {
    report.add(brokenOff(3, "frozen broker", List.of()));

    assertThat(text())
        .contains("| zombie | 1 |")
        .contains(
            "- frozen broker: not to an end: its turn was in an episode that was broken off (3)")
        .doesNotContain("- zombie:");
  }

  @Test
  void every_second_episode_has_a_small_dedupe_window() throws IOException {
    report.add(checked(1, List.of()));
    report.add(checked(2, List.of()));

    assertThat(text()).contains("| 1 | 1 | 1,000 | 5 |").contains("| 2 | 2 | 20 | 5 |");
  }

  private static Episode.BrokenOff brokenOff(
      int number, String nemesis, List<Violation> violations) {
    Episode episode =
        new Episode(
            number, number, List.of(new Named(nemesis)), Path.of("history-" + number + ".jsonl"));
    return new Episode.BrokenOff(
        episode, new IllegalStateException("nobody answers"), checked(number, violations).report());
  }

  private static Episode.Checked checked(int number, List<Violation> violations) {
    Verdict dense = new Verdict(Invariant.DENSE, Map.of("streams", 10L), violations);
    return new Episode.Checked(
        episode(number), new Report(number, 100, Map.of("zombie", 1L), List.of(dense)), 5);
  }

  private static Episode episode(int number) {
    return new Episode(
        number, number, List.of(new Named("zombie")), Path.of("history-" + number + ".jsonl"));
  }

  private String text() throws IOException {
    Path file = directory.resolve("report.md");
    report.write(file, HEAPS, List.of());
    return Files.readString(file);
  }
}
