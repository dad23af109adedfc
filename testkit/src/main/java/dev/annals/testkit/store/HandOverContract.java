package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.Source;
import dev.annals.model.store.HandOver;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where replays hand over: once for each run. */
abstract class HandOverContract extends LogScenario {
  private final String run = "replay " + UUID.randomUUID();

  HandOverContract(OutcomeLogContract contract) {
    super(contract);
  }

  @Test
  void the_first_one_stands_and_is_told_to_whoever_comes_later() {
    HandOver first = new HandOver(run, "everything", Map.of(source, 4_711L), NOW);
    assertThat(handOver(first)).isEqualTo(first);

    Source later = new Source("later", 0, "i");
    HandOver second = new HandOver(run, "some", Map.of(source, 5_000L, later, 1L), NOW);
    assertThat(handOver(second)).isEqualTo(first);
    assertThat(handOver(first)).isEqualTo(first);
  }

  @Test
  void a_store_that_nobody_fed_has_one_as_well() {
    HandOver first = new HandOver(run, "everything", Map.of(), NOW);
    assertThat(handOver(first)).isEqualTo(first);
    assertThat(handOver(new HandOver(run, "", Map.of(source, 1L), NOW))).isEqualTo(first);
  }

  @Test
  void each_run_has_its_own() {
    handOver(new HandOver(run, "everything", Map.of(source, 1L), NOW));
    HandOver other = new HandOver(run + " again", "everything", Map.of(source, 2L), NOW);
    assertThat(handOver(other)).isEqualTo(other);
  }

  @Test
  void it_is_found_as_it_was_written_and_looking_for_it_writes_nothing() {
    assertThat(Answers.of(log().findHandOver(run))).isEmpty();
    assertThat(Answers.of(log().findHandOver(run))).isEmpty();

    HandOver first = new HandOver(run, "everything", Map.of(source, 4_711L), NOW);
    assertThat(handOver(first)).isEqualTo(first);
    assertThat(Answers.of(log().findHandOver(run))).contains(first);
    assertThat(Answers.of(log().findHandOver(run + " again"))).isEmpty();
  }

  private HandOver handOver(HandOver proposed) {
    return Answers.of(log().handOver(proposed));
  }
}
