package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.ReadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stream that is longer than a bucket. */
abstract class BucketContract extends StoreScenario {
  private static final int SIZE = EventStoreContract.LIMITS.bucketSize();

  private final Source growth = newSource();

  BucketContract(EventStoreContract contract) {
    super(contract);
  }

  @Test
  void three_buckets_read_back_as_one_stream() {
    grow(growth, 2 * SIZE + 150);

    assertThat(head()).isEqualTo(2 * SIZE + 150);
    assertThat(ids())
        .isEqualTo(IntStream.rangeClosed(1, 2 * SIZE + 150).mapToObj(v -> "e" + v).toList());
  }

  @Test
  void a_client_that_remembers_nothing_goes_on_in_the_newest_bucket() {
    grow(growth, 2 * SIZE + 1);

    AppendRequest next = request(0, Integer.toString(2 * SIZE + 1), "x");
    Outcome.Accepted accepted =
        (Outcome.Accepted) Answers.of(anotherClient().append(List.of(next))).get(0);

    assertThat(accepted.firstVersion()).isEqualTo(2 * SIZE + 2);
    assertThat(accepted.predecessor()).isEqualTo(new SourcePosition(growth, 2 * SIZE + 1));
  }

  @Test
  void an_append_that_fills_a_bucket_reaches_over_its_edge_whole() {
    grow(growth, SIZE - 1);

    accept(request(0, "any", "a", "b", "c"));
    Outcome.Accepted next = accept(request(1, Integer.toString(SIZE + 2), "d"));

    assertThat(next.predecessor()).isEqualTo(new SourcePosition(source, 0));
    assertThat(read(ReadRequest.forwards(stream, SIZE + 1, 10)).events())
        .extracting(event -> event.event().id().text())
        .containsExactly("b", "c", "d");
    assertThat(ids()).hasSize(SIZE + 3);
  }

  @Test
  void the_largest_append_overshoots_by_all_but_one() {
    grow(growth, SIZE - 1);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      ids.add("x" + i);
    }

    accept(request(0, "any", ids.toArray(String[]::new)));
    accept(request(1, "any", "y"));
    accept(request(2, "any", "z"));

    assertThat(head()).isEqualTo(SIZE - 1 + 500 + 2);
    assertThat(ids()).hasSize(SIZE - 1 + 500 + 2).endsWith("x499", "y", "z");
  }

  @Test
  void what_was_processed_is_known_in_the_next_bucket() {
    Source quiet = newSource();
    AppendRequest accepted = request(quiet, 5, "none", "a");
    AppendRequest rejected = request(newSource(), 5, Integer.toString(SIZE + 10), "x");
    Outcome outcome = append(accepted).get(0);
    reject(rejected);
    grow(growth, 2 * SIZE + 10);

    assertThat(append(accepted)).containsExactly(outcome);
    reject(rejected);
    assertThat(head()).isEqualTo(2 * SIZE + 10);
  }

  @Test
  void a_refusal_right_when_the_bucket_is_full_is_remembered() {
    grow(growth, SIZE);
    AppendRequest tooEarly = request(5, Integer.toString(SIZE + 1), "x");
    reject(tooEarly);
    assertThat(head()).isEqualTo(SIZE);

    AppendRequest next = request(newSource(), 0, Integer.toString(SIZE), "y");
    Outcome.Accepted accepted =
        (Outcome.Accepted) Answers.of(anotherClient().append(List.of(next))).get(0);

    assertThat(accepted.firstVersion()).isEqualTo(SIZE + 1);
    assertThat(accepted.predecessor()).isEqualTo(new SourcePosition(growth, SIZE));
    reject(tooEarly);
    assertThat(ids()).hasSize(SIZE + 1).endsWith("e" + SIZE, "y");
  }

  @Test
  void a_new_bucket_without_events_hides_none_of_the_one_before() {
    grow(growth, SIZE);
    assertThat(append(request(5, "any", "e" + SIZE))).containsExactly(new Duplicate(SIZE));

    assertThat(Answers.of(anotherClient().head(stream))).isEqualTo(SIZE);
    assertThat(
            Answers.of(
                anotherClient().append(List.of(request(newSource(), 0, "any", "e" + (SIZE - 50))))))
        .containsExactly(new Duplicate(SIZE - 50));
    assertThat(read(ReadRequest.backwards(stream, ReadRequest.NEWEST, 1)).events())
        .extracting(event -> event.version())
        .containsExactly((long) SIZE);
  }
}
