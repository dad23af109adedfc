package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.RecordedEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a decision has to read: never more than it compares, and in few rounds. */
class NeedsEventsTest {

  @ParameterizedTest(name = "{0} at head 20, window 10: asks for {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 any x              | []
          s7 20 x               | []
          s7 99 x               | []
          s7 15 x               | []
          s7 3 x                | [4]
          s7 3 e4               | [4]
          s7 3 e4 e5 e6         | [4, 5, 6]
          s7 3 x e5 e6          | [4]
          s7 any e20            | [20]
          s7 any e11 e12        | [11, 12]
          s7 any e10 e11        | [10, 11]
          s7 any e19 x          | []
          s7 19 e20             | [20]
          s7 3 x; s8 4 y; s9 any e20 | [4, 5, 20]
          s7 fact:3 x           | []
          """)
  void asks_for_contents_and_for_ids_beyond_the_window(String requests, String versions) {
    GivenStream stream = GivenStream.withHead(20).reloaded();

    stream.decide(requests);

    assertThat(stream.asked()).hasToString(versions);
  }

  @Test
  void asks_for_all_that_many_requests_need_at_once() {
    GivenStream stream = GivenStream.withHead(20).reloaded();

    Decision decision =
        AppendDecision.decide(
            stream.state(),
            Notation.requests("s1 any e20; s2 2 x; s3 any y; s4 21 y; s5 any e19"),
            Map.of(),
            GivenStream.LIMITS,
            GivenStream.NOW);

    assertThat(((Decision.NeedsEvents) decision).versions()).containsExactly(3L, 19L, 20L);
  }

  @Test
  void a_long_retry_beyond_the_window_takes_two_rounds() {
    GivenStream stream = GivenStream.withHead(300).reloaded();
    StringBuilder retry = new StringBuilder("s7 none");
    for (int version = 1; version <= 200; version++) {
      retry.append(" e").append(version);
    }
    Map<Long, Optional<RecordedEvent>> read = new HashMap<>();
    int rounds = 0;
    Decision decision = decide(stream, retry.toString(), read);
    while (decision instanceof Decision.NeedsEvents needed) {
      needed.versions().forEach(version -> read.put(version, Optional.of(stream.row(version))));
      rounds++;
      decision = decide(stream, retry.toString(), read);
    }

    assertThat(rounds).isEqualTo(2);
    assertThat(Notation.text(((Decision.Decided) decision).verdicts())).isEqualTo("duplicate 1");
  }

  @ParameterizedTest(name = "{0} where version 4 was removed: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s7 3 e4     | VERSION_CONFLICT
          s7 3 x      | VERSION_CONFLICT
          s7 3 e4 e5  | VERSION_CONFLICT
          """)
  void a_removed_event_equals_nothing(String request, String verdict) {
    GivenStream stream = GivenStream.withHead(20).reloaded();
    Map<Long, Optional<RecordedEvent>> read = Map.of(4L, Optional.empty());

    Decision.Decided decided = (Decision.Decided) decide(stream, request, read);

    assertThat(Notation.text(decided.verdicts())).isEqualTo(verdict);
    assertThat(decided.transaction()).isNull();
  }

  private static Decision decide(
      GivenStream stream, String requests, Map<Long, Optional<RecordedEvent>> read) {
    return AppendDecision.decide(
        stream.state(), Notation.requests(requests), read, GivenStream.LIMITS, GivenStream.NOW);
  }
}
