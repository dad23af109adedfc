package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Accepted;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.Truncation;
import dev.annals.model.store.Truncation.Refused;
import dev.annals.model.store.Truncation.Truncated;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream whose oldest events are taken away. */
abstract class TruncationContract extends StoreScenario {
  private static final int SIZE = EventStoreContract.LIMITS.bucketSize();
  private static final int WINDOW = EventStoreContract.LIMITS.dedupeWindow();

  private final Source growth = newSource();

  TruncationContract(EventStoreContract contract) {
    super(contract);
  }

  @ParameterizedTest(name = "{0} from {1}, at most {2}: {3}, then {4}")
  @CsvSource({
    "forwards,  1, 10, 4 5 6, ",
    "forwards,  1,  2, 4 5,  6",
    "forwards,  5, 10, 5 6,   ",
    "forwards,  7, 10, '',    ",
    "backwards, 9, 10, 6 5 4, ",
    "backwards, 6,  3, 6 5 4, ",
    "backwards, 6,  2, 6 5,  4",
    "backwards, 4, 10, 4,     ",
    "backwards, 3, 10, '',    ",
  })
  void six_events_that_start_at_4(
      String direction, long from, int limit, String versions, @Nullable Long next) {
    grow(growth, 6);
    truncate(4);

    ReadRequest request = new ReadRequest(stream, from, direction.equals("forwards"), limit);
    for (EventStore client : List.of(store(), anotherClient())) {
      EventPage page = Answers.of(client.read(request));

      assertThat(page.events().stream().map(e -> Long.toString(e.version())).toList())
          .isEqualTo(versions.isEmpty() ? List.of() : List.of(versions.split(" ")));
      assertThat(page.next())
          .isEqualTo(next == null ? OptionalLong.empty() : OptionalLong.of(next));
      assertThat(page.startsAt()).isEqualTo(4);
    }
  }

  @ParameterizedTest(name = "of {0} events, from {1}, at most {2}: {3} down to {4}, then {5}")
  @CsvSource({
    "6,    6,  10, 6,    1,   ",
    "6,    4,   2, 4,    3,  2",
    "6,    2,   2, 2,    1,   ",
    "1130, 1130, 2000, 1130, 1031, ",
    "1130, 1040, 5, 1040, 1036, 1035",
  })
  void what_is_out_of_sight_is_read_by_who_asks_for_it(
      int events, long from, int limit, long newest, long oldest, @Nullable Long next) {
    grow(growth, events);
    truncate(events);

    EventPage page = read(ReadRequest.backwardsPastTruncation(stream, from, limit));

    assertThat(page.events().stream().map(RecordedEvent::version).toList())
        .isEqualTo(LongStream.rangeClosed(0, newest - oldest).mapToObj(i -> newest - i).toList());
    assertThat(page.next()).isEqualTo(next == null ? OptionalLong.empty() : OptionalLong.of(next));
    assertThat(page.startsAt()).isEqualTo(events);
  }

  @ParameterizedTest(name = "to start at {0} of 3")
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, 4, Long.MAX_VALUE})
  void a_version_the_stream_does_not_have_is_refused(long before) {
    grow(growth, 3);

    assertThat(Answers.of(store().truncate(stream, before)))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.head()).isEqualTo(3);
              assertThat(refused.message()).contains(stream.toString(), Long.toString(before));
            });
    assertThat(ids()).containsExactly("e1", "e2", "e3");
    assertThat(read(ReadRequest.forwards(stream, 1, 1)).startsAt()).isEqualTo(1);
  }

  @Test
  void a_stream_that_is_not_there_is_refused_and_still_not_there() {
    assertThat(Answers.of(store().truncate(stream, 1)))
        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.head()).isZero());

    accept(request(0, "none", "a"));
    assertThat(ids()).containsExactly("a");
  }

  @Test
  void to_start_where_it_starts_changes_nothing_and_never_goes_back() {
    grow(growth, 5);
    assertThat(truncate(1)).isEqualTo(new Truncated(1, 1));
    assertThat(ids()).hasSize(5);
    Truncated to3 = truncate(3);

    assertThat(truncate(3)).isEqualTo(to3);
    assertThat(truncate(2)).isEqualTo(to3);
    assertThat(truncate(4).first()).isEqualTo(4);
    assertThat(versions()).containsExactly(4L, 5L);
  }

  @ParameterizedTest(name = "{0} of three buckets")
  @ValueSource(ints = {2, 501, 502, 1002, 1130})
  void versions_below_are_gone_in_every_bucket_and_the_others_stay(int before) {
    int head = 2 * SIZE + 130;
    grow(growth, head);

    assertThat(truncate(before))
        .isEqualTo(new Truncated(before, Math.min(before, head - WINDOW + 1)));

    assertThat(versions()).isEqualTo(LongStream.rangeClosed(before, head).boxed().toList());
    assertThat(read(ReadRequest.backwards(stream, ReadRequest.NEWEST, head)).events())
        .hasSize(head - before + 1);
    AppendRequest next = request(newSource(), 0, Integer.toString(head), "next");
    Accepted accepted = (Accepted) Answers.of(anotherClient().append(List.of(next))).get(0);
    assertThat(accepted.firstVersion()).isEqualTo(head + 1);
    assertThat(accepted.predecessor()).isEqualTo(new SourcePosition(growth, head));
  }

  @Test
  void an_append_that_reached_over_the_edge_is_cut_in_its_own_bucket() {
    grow(growth, SIZE - 1);
    String[] ids =
        LongStream.rangeClosed(1, WINDOW + 50).mapToObj(i -> "x" + i).toArray(String[]::new);
    accept(request(0, "any", ids));

    assertThat(truncate(SIZE + 40)).isEqualTo(new Truncated(SIZE + 40, SIZE + 40));

    assertThat(versions()).startsWith(SIZE + 40L).hasSize(WINDOW + 10);
  }

  @Test
  void an_event_of_the_window_is_a_duplicate_though_it_is_out_of_sight() {
    grow(growth, 2 * WINDOW);
    truncate(2L * WINDOW);
    AppendRequest again = request(0, "any", "e" + (WINDOW + 1));

    assertThat(append(again)).containsExactly(new Duplicate(WINDOW + 1));
    AppendRequest elsewhere = request(newSource(), 0, "any", "e" + (2 * WINDOW - 1));
    assertThat(Answers.of(anotherClient().append(List.of(elsewhere))))
        .containsExactly(new Duplicate(2 * WINDOW - 1));
    assertThat(versions()).containsExactly(2L * WINDOW);
  }

  @Test
  void an_accepted_append_stays_accepted_where_the_event_before_it_is_gone() {
    grow(growth, 5);
    AppendRequest request = request(0, "5", "a", "b");
    Accepted accepted = accept(request);
    grow(growth, 7 + WINDOW - 2);
    assertThat(truncate(6)).isEqualTo(new Truncated(6, 6));

    for (EventStore client : List.of(store(), anotherClient())) {
      Outcome again = Answers.of(client.append(List.of(request))).get(0);
      assertThat(again).isEqualTo(new Accepted(accepted.events(), null, null));
    }
  }

  @Test
  void an_accepted_append_stays_whole_where_its_first_events_are_gone() {
    AppendRequest request = request(0, "0", "a", "b", "c");
    Accepted accepted = accept(request);
    grow(growth, 4 + WINDOW - 2);
    assertThat(truncate(4)).isEqualTo(new Truncated(4, 3));

    for (EventStore client : List.of(store(), anotherClient())) {
      assertThat(Answers.of(client.append(List.of(request)))).containsExactly(accepted);
    }
  }

  @Test
  void a_closed_stream_can_be_truncated_and_stays_closed() {
    grow(growth, 3);
    accept(closing(request(0, "any", "last")));
    truncate(4);

    reject(request(1, "any", "a"));
    assertThat(versions()).containsExactly(4L);
    assertThat(head()).isEqualTo(4);
  }

  private Truncated truncate(long before) {
    Truncation truncation = Answers.of(store().truncate(stream, before));
    assertThat(truncation).isInstanceOf(Truncated.class);
    return (Truncated) truncation;
  }

  private List<Long> versions() {
    List<Long> versions = new ArrayList<>();
    OptionalLong next = OptionalLong.of(1);
    while (next.isPresent()) {
      EventPage page = read(ReadRequest.forwards(stream, next.getAsLong(), 400));
      for (RecordedEvent event : page.events()) {
        versions.add(event.version());
      }
      next = page.next();
    }
    return versions;
  }
}
