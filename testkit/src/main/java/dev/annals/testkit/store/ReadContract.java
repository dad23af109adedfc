package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.RecordedEvent;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.ReadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading pieces of a stream, from either end. */
abstract class ReadContract extends StoreScenario {
  private static final int SIZE = EventStoreContract.LIMITS.bucketSize();

  ReadContract(EventStoreContract contract) {
    super(contract);
  }

  @Test
  void an_absent_stream_has_head_0_and_no_events() {
    assertThat(head()).isZero();
    assertThat(read(ReadRequest.forwards(stream, 1, 10)))
        .isEqualTo(new EventPage(List.of(), OptionalLong.empty()));
    assertThat(read(ReadRequest.backwards(stream, ReadRequest.NEWEST, 10)))
        .isEqualTo(new EventPage(List.of(), OptionalLong.empty()));
  }

  @ParameterizedTest(name = "{0} from {1}, at most {2}: {3}, then {4}")
  @CsvSource({
    "forwards,  1, 10, 1 2 3 4 5, ",
    "forwards,  1,  5, 1 2 3 4 5, ",
    "forwards,  1,  4, 1 2 3 4,  5",
    "forwards,  3,  1, 3,        4",
    "forwards,  5, 10, 5,         ",
    "forwards,  6, 10, '',        ",
    "backwards, 5, 10, 5 4 3 2 1, ",
    "backwards, 5,  5, 5 4 3 2 1, ",
    "backwards, 5,  4, 5 4 3 2,  1",
    "backwards, 3,  1, 3,        2",
    "backwards, 1, 10, 1,         ",
    "backwards, 9,  2, 5 4,      3",
  })
  void a_piece_of_five_events(
      String direction, long from, int limit, String versions, @Nullable Long next) {
    grow(newSource(), 5);

    EventPage page = read(new ReadRequest(stream, from, direction.equals("forwards"), limit));

    assertThat(page.events().stream().map(e -> Long.toString(e.version())).toList())
        .isEqualTo(versions.isEmpty() ? List.of() : List.of(versions.split(" ")));
    assertThat(page.next()).isEqualTo(next == null ? OptionalLong.empty() : OptionalLong.of(next));
  }

  @Test
  void pages_follow_each_other_over_buckets_in_both_directions() {
    int head = 2 * SIZE + 130;
    grow(newSource(), head);

    for (int limit : new int[] {7, 130, SIZE, SIZE + 1, head}) {
      assertThat(versions(1, true, limit))
          .as("forwards, %d at a time", limit)
          .isEqualTo(LongStream.rangeClosed(1, head).boxed().toList());
      assertThat(versions(ReadRequest.NEWEST, false, limit))
          .as("backwards, %d at a time", limit)
          .isEqualTo(LongStream.rangeClosed(1, head).mapToObj(v -> head + 1 - v).toList());
    }
  }

  @Test
  void a_read_starts_at_either_side_of_a_bucket_edge() {
    grow(newSource(), SIZE + 2);

    assertThat(versions(SIZE, true, 10)).containsExactly(SIZE + 0L, SIZE + 1L, SIZE + 2L);
    assertThat(versions(SIZE + 1, true, 10)).containsExactly(SIZE + 1L, SIZE + 2L);
    assertThat(read(ReadRequest.backwards(stream, SIZE + 1, 2)).events())
        .extracting(RecordedEvent::version)
        .containsExactly(SIZE + 1L, SIZE + 0L);
  }

  @Test
  void another_client_reads_what_one_appended() {
    grow(newSource(), 3);

    EventPage page = Answers.of(anotherClient().read(ReadRequest.forwards(stream, 1, 10)));

    assertThat(page).isEqualTo(read(ReadRequest.forwards(stream, 1, 10)));
    assertThat(page.events()).hasSize(3);
  }

  private List<Long> versions(long from, boolean forwards, int limit) {
    List<Long> versions = new ArrayList<>();
    OptionalLong next = OptionalLong.of(from);
    while (next.isPresent()) {
      EventPage page = read(new ReadRequest(stream, next.getAsLong(), forwards, limit));
      assertThat(page.events()).hasSizeBetween(1, limit);
      page.events().forEach(event -> versions.add(event.version()));
      next = page.next();
    }
    return versions;
  }
}
