package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.Source;
import dev.annals.model.store.Progress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows of {@code progress}. */
abstract class ProgressContract extends LogScenario {
  ProgressContract(OutcomeLogContract contract) {
    super(contract);
  }

  @Test
  void a_source_that_was_never_fed_has_none() {
    assertThat(progress(source.name())).isEmpty();
  }

  @Test
  void every_field_comes_back() {
    Progress progress =
        new Progress(
            source, 4_711, Map.of(0, 4_711L, 7, 12L), "mapping-1", NOW.minusSeconds(5), NOW);

    write(progress);

    assertThat(progress(source.name())).containsExactly(progress);
  }

  @Test
  void nothing_logged_and_no_timestamp_yet() {
    Progress progress = new Progress(source, 0, Map.of(), "", null, NOW);

    write(progress);

    assertThat(progress(source.name())).containsExactly(progress);
  }

  @Test
  void the_newest_row_replaces_the_one_before_as_a_whole() {
    write(new Progress(source, 10, Map.of(1, 10L), "mapping-1", NOW, NOW));
    Progress newer = new Progress(source, 20, Map.of(2, 20L), "mapping-1", null, NOW);

    write(newer);

    assertThat(progress(source.name())).containsExactly(newer);
  }

  @Test
  void who_is_behind_does_not_take_progress_back() {
    Progress further = new Progress(source, 20, Map.of(2, 20L), "mapping-1", NOW, NOW);
    write(further);

    write(new Progress(source, 10, Map.of(1, 10L), "mapping-1", null, NOW.plusSeconds(1)));

    assertThat(progress(source.name())).containsExactly(further);
  }

  @Test
  void partitions_and_lives_of_a_topic_are_listed_together() {
    Source otherPartition = new Source(source.name(), 11, source.incarnation());
    Source otherLife = new Source(source.name(), source.partition(), "other");
    List<Progress> rows =
        List.of(
            new Progress(source, 1, Map.of(0, 1L), "m", null, NOW),
            new Progress(otherPartition, 2, Map.of(), "m", null, NOW),
            new Progress(otherLife, 3, Map.of(), "m", null, NOW));
    rows.forEach(this::write);
    write(new Progress(new Source(source.name() + "x", 0, "i"), 4, Map.of(), "m", null, NOW));

    assertThat(progress(source.name())).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void the_names_of_all_sources_are_listed_once_each() {
    String name = "names-" + UUID.randomUUID();
    write(new Progress(new Source(name, 0, "i"), 1, Map.of(), "m", null, NOW));
    write(new Progress(new Source(name, 1, "i"), 1, Map.of(), "m", null, NOW));
    write(new Progress(source, 1, Map.of(), "m", null, NOW));

    assertThat(Answers.of(log().sourceNames())).containsOnlyOnce(name, source.name());
  }

  private List<Progress> progress(String name) {
    return Answers.of(log().progress(name));
  }

  private void write(Progress progress) {
    Answers.of(log().write(progress));
  }
}
