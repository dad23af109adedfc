package dev.annals.store;

import static dev.annals.store.LostAnswers.answer;
import static dev.annals.store.LostAnswers.newSource;
import static dev.annals.store.LostAnswers.newStream;
import static dev.annals.store.LostAnswers.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Accepted;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.Truncation;
import dev.annals.model.store.Truncation.Truncated;
import dev.annals.testkit.proxy.Answer;
import dev.annals.testkit.proxy.Rule;
import dev.annals.testkit.store.EventStoreContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A truncation that ends, or hears nothing, between any two of its steps. */
@ResourceLock(LostAnswers.PROXY)
class TruncationCrashIT {
  private static final String STEP = "UPDATE events SET first";
  private static final int SIZE = EventStoreContract.LIMITS.bucketSize();
  private static final int WINDOW = EventStoreContract.LIMITS.dedupeWindow();
  private static final int HEAD = 2 * SIZE + 130;
  private static final int START = HEAD - 10;
  private static final LostAnswers LOST = LostAnswers.get();

  private final StreamId stream = newStream();

  @AfterEach
  void lose_nothing_more() {
    LOST.proxy().rule(Rule.NONE);
  }

  @ParameterizedTest(name = "after {0} steps the stream starts at {1}, its rows at {2}")
  @CsvSource({"0, 1, 1", "1, 1120, 1", "2, 1120, 501", "3, 1120, 1001"})
  void a_truncation_that_ends_after_some_steps_leaves_a_sound_stream_and_is_completed_by_the_next(
      int steps, long startsAt, long oldestRow) {
    grow(HEAD);
    endTruncationAfter(steps);

    assertThat(rows()).isEqualTo(versions(oldestRow, HEAD));
    assertReads(startsAt, HEAD);
    assertThat(append("e" + (HEAD - WINDOW + 1))).isEqualTo(new Duplicate(HEAD - WINDOW + 1));
    assertThat(append("next")).isInstanceOf(Accepted.class);

    long oldestOfWindow = HEAD + 1L - WINDOW + 1;
    assertThat(answer(LOST.rival().truncate(stream, START)))
        .isEqualTo(new Truncated(START, oldestOfWindow));
    assertThat(rows()).isEqualTo(versions(oldestOfWindow, HEAD + 1));
    assertReads(START, HEAD + 1);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DELIVERED")
  void a_step_that_took_hold_unheard_gives_way_to_a_rival_that_went_further(Answer lost) {
    grow(WINDOW + 20);
    LoseFirst rule =
        LOST.lose(
            lost,
            STEP,
            () ->
                assertThat(answer(LOST.rival().truncate(stream, 9)))
                    .isEqualTo(new Truncated(9, 9)));
    Truncation truncation = answer(LOST.store().truncate(stream, 5));

    rule.assertLostAndSentAgain();
    assertThat(truncation).isEqualTo(new Truncated(9, 9));
    assertThat(rows()).isEqualTo(versions(9, WINDOW + 20));
    assertReads(9, WINDOW + 20);
  }

  /** Lets so many steps arrive, and ends the client while it waits for the next one. */
  private void endTruncationAfter(int steps) {
    AtomicInteger arrived = new AtomicInteger();
    CompletableFuture<Boolean> withheld = new CompletableFuture<>();
    LOST.proxy()
        .rule(
            new Rule() {
              @Override
              public boolean arrives(String cql) {
                if (!cql.startsWith(STEP) || arrived.incrementAndGet() <= steps) {
                  return true;
                }
                withheld.complete(true);
                return false;
              }
            });
    CompletionStage<Truncation> truncation;
    try (CassandraStore ending = LOST.another()) {
      truncation = ending.truncate(stream, START);
      assertThat(answer(withheld)).isTrue();
    }
    assertThat(truncation.toCompletableFuture()).failsWithin(Duration.ofSeconds(30));
  }

  private void assertReads(long startsAt, long head) {
    assertThat(read(true, 1, 400, startsAt)).isEqualTo(versions(startsAt, head));
    assertThat(read(true, 1, 1_200, startsAt)).isEqualTo(versions(startsAt, head));
    List<Long> newestFirst = read(false, ReadRequest.NEWEST, 400, startsAt);
    Collections.reverse(newestFirst);
    assertThat(newestFirst).isEqualTo(versions(startsAt, head));
    assertThat(answer(LOST.rival().head(stream))).isEqualTo(head);
  }

  private List<Long> read(boolean forwards, long from, int limit, long startsAt) {
    List<Long> versions = new ArrayList<>();
    OptionalLong next = OptionalLong.of(from);
    while (next.isPresent()) {
      ReadRequest request = new ReadRequest(stream, next.getAsLong(), forwards, limit);
      EventPage page = answer(LOST.rival().read(request));
      assertThat(page.startsAt()).isEqualTo(startsAt);
      page.events().stream().map(RecordedEvent::version).forEach(versions::add);
      next = page.next();
    }
    return versions;
  }

  /** The versions that have a row, in or out of sight. */
  private List<Long> rows() {
    List<Long> versions = new ArrayList<>();
    try (CqlSession session = LOST.keyspace().session()) {
      for (long bucket = 0; bucket <= HEAD / SIZE; bucket++) {
        session
            .execute(
                "SELECT version FROM events WHERE entity_type = ? AND entity_id = ? AND bucket = ?",
                stream.entityType(),
                stream.entityId(),
                bucket)
            .forEach(
                row -> {
                  if (!row.isNull("version")) {
                    versions.add(row.getLong("version"));
                  }
                });
      }
    }
    return versions;
  }

  private void grow(int head) {
    for (int from = 1; from <= head; from += SIZE) {
      String[] ids =
          IntStream.rangeClosed(from, Math.min(head, from + SIZE - 1))
              .mapToObj(version -> "e" + version)
              .toArray(String[]::new);
      assertThat(append(ids)).isInstanceOf(Accepted.class);
    }
  }

  private Outcome append(String... ids) {
    return answer(LOST.rival().append(List.of(request(stream, newSource(), 0, "any", ids)))).get(0);
  }

  private static List<Long> versions(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }
}
