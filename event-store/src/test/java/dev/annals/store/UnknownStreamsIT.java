package dev.annals.store;

import static dev.annals.store.LostAnswers.answer;
import static dev.annals.store.LostAnswers.newSource;
import static dev.annals.store.LostAnswers.newStream;
import static dev.annals.store.LostAnswers.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.Outcome;
import dev.annals.model.Outcome.Accepted;
import dev.annals.model.Outcome.Duplicate;
import dev.annals.model.Outcome.Rejected;
import dev.annals.model.Source;
import dev.annals.model.StreamId;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.cql.StoreListener;
import dev.annals.testkit.proxy.Answer;
import dev.annals.testkit.proxy.CqlProxy;
import dev.annals.testkit.proxy.Rule;
import dev.annals.testkit.servers.SharedServers;
import dev.annals.testkit.store.EventStoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Appends to streams that a store does not remember, once it takes such streams for new ones. */
@ResourceLock(LostAnswers.PROXY)
class UnknownStreamsIT {
  private static final LostAnswers LOST = LostAnswers.get();
  private static final int ENOUGH_TO_GUESS = 40;
  private static final Queue<String> ASKED = new ConcurrentLinkedQueue<>();

  /** Notes what is asked about streams. */
  private static final Rule RECORDING =
      new Rule() {
        @Override
        public boolean arrives(String cql) {
          if (cql.contains(" events ") || cql.contains(" streams ")) {
            ASKED.add(cql);
          }
          return true;
        }
      };

  private static final CqlProxy PROXY = CqlProxy.to(SharedServers.cassandra());
  private static final CassandraStore STORE = open();

  private final StreamId stream = newStream();
  private final Source source = newSource();
  private final Source rivals = newSource();

  private static CassandraStore open() {
    ClusterSettings direct = LOST.keyspace().cluster();
    ClusterSettings proxied =
        new ClusterSettings(
            List.of(PROXY.socketAddress()),
            direct.localDatacenter(),
            direct.keyspace(),
            direct.credentials(),
            direct.tls(),
            direct.consistency(),
            Duration.ofMillis(400), // a test waits for it where an answer is swallowed
            "guessing");
    CassandraSettings settings = TestKeyspace.settings(proxied, TestKeyspace.schema(false));
    CassandraStore store = CassandraStore.open(settings, StoreListener.NONE).join();
    PROXY.rule(RECORDING);
    return store;
  }

  @AfterAll
  static void close() {
    STORE.close();
    PROXY.close();
  }

  @BeforeEach
  void meet_many_new_streams() {
    for (int i = 0; i < ENOUGH_TO_GUESS; i++) {
      append(request(newStream(), newSource(), 0, "none", "a"));
    }
    ASKED.clear();
  }

  @Test
  void a_new_stream_is_begun_without_reading_it() {
    assertThat(append(request(stream, source, 7, "none", "a", "b"))).isInstanceOf(Accepted.class);

    assertThat(ASKED).hasSize(1).allMatch(cql -> cql.startsWith("UPDATE events"));
    assertThat(LOST.ids(stream)).containsExactly("a", "b");
  }

  @Test
  void the_first_of_a_new_stream_is_refused_by_a_transaction_too() {
    assertThat(append(request(stream, source, 7, "3", "a"))).isInstanceOf(Rejected.class);

    assertThat(ASKED).hasSize(1).allMatch(cql -> cql.startsWith("UPDATE events"));
    assertThat(LOST.ids(stream)).isEmpty();
  }

  @Test
  void a_stream_of_somebody_else_is_gone_on_with() {
    rivalAppends(request(stream, rivals, 0, "none", "r1", "r2"));

    Outcome outcome = append(request(stream, source, 7, "2", "a"));

    assertThat(ASKED.peek()).as("the first thing asked").startsWith("UPDATE events");
    assertThat(((Accepted) outcome).firstVersion()).isEqualTo(3);
    assertThat(LOST.ids(stream)).containsExactly("r1", "r2", "a");
  }

  @Test
  void who_lost_the_race_for_a_stream_is_refused_by_what_is_there() {
    rivalAppends(request(stream, rivals, 0, "none", "r"));

    Outcome outcome = append(request(stream, source, 7, "none", "a"));

    assertThat(ASKED.peek()).as("the first thing asked").startsWith("UPDATE events");
    assertThat(((Rejected) outcome).rival()).isEqualTo(EventId.of("r"));
    assertThat(LOST.ids(stream)).containsExactly("r");
  }

  @Test
  void what_another_store_appended_before_is_found_again() {
    AppendRequest request = request(stream, source, 7, "none", "a");
    rivalAppends(request);
    rivalAppends(request(stream, rivals, 0, "any", "r"));

    Outcome again = append(request);
    Outcome sameId = append(request(stream, rivals, 1, "any", "a"));

    assertThat(((Accepted) again).firstVersion()).as("ONCE").isEqualTo(1);
    assertThat(((Duplicate) sameId).firstVersion()).isEqualTo(1);
    assertThat(LOST.ids(stream)).containsExactly("a", "r");
  }

  @Test
  void a_stream_of_several_buckets_is_gone_on_with() {
    int full = EventStoreContract.LIMITS.bucketSize();
    String[] ids = IntStream.range(0, full).mapToObj(i -> "r" + i).toArray(String[]::new);
    rivalAppends(request(stream, rivals, 0, "none", ids));
    rivalAppends(request(stream, rivals, 1, "any", "last"));

    Outcome outcome = append(request(stream, source, 7, "any", "a"));

    assertThat(ASKED.peek()).as("the first thing asked").startsWith("UPDATE events");
    assertThat(((Accepted) outcome).firstVersion()).isEqualTo(full + 2);
    assertThat(LOST.ids(stream)).hasSize(full + 2).endsWith("last", "a");
  }

  @Test
  void a_stream_that_only_refused_so_far_is_not_taken_for_new() {
    AppendRequest tooEarly = request(stream, rivals, 5, "1", "x");
    assertThat(answer(LOST.rival().append(List.of(tooEarly))).get(0)).isInstanceOf(Rejected.class);

    assertThat(append(request(stream, source, 7, "none", "a"))).isInstanceOf(Accepted.class);

    assertThat(ASKED).as("the guess, and what was read then").hasSizeGreaterThan(1);
    assertThat(append(tooEarly)).as("DECIDED").isInstanceOf(Rejected.class);
    assertThat(LOST.ids(stream)).containsExactly("a");
  }

  @Test
  void a_mark_that_was_set_behind_ones_back_is_taken_along_to_the_next_bucket() {
    int full = EventStoreContract.LIMITS.bucketSize();
    append(request(stream, source, 6, "none", "a"));
    AppendRequest tooEarly = request(stream, rivals, 5, Integer.toString(full + 1), "x");
    assertThat(answer(LOST.rival().append(List.of(tooEarly))).get(0)).isInstanceOf(Rejected.class);
    String[] ids = IntStream.range(1, full).mapToObj(i -> "a" + i).toArray(String[]::new);

    append(request(stream, source, 7, "any", ids));
    append(request(stream, source, 8, "any", "next"));

    assertThat(append(tooEarly)).as("DECIDED").isInstanceOf(Rejected.class);
    assertThat(LOST.ids(stream)).hasSize(full + 1).endsWith("next");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DELIVERED")
  void a_first_append_that_took_hold_unheard_is_accepted_once(Answer lost) {
    LoseFirst rule =
        new LoseFirst(
            "UPDATE events", lost, () -> rivalAppends(request(stream, rivals, 0, "1", "r")));
    PROXY.rule(rule);

    Outcome outcome = append(request(stream, source, 7, "none", "a"));

    PROXY.rule(RECORDING);
    rule.assertLostAndSentAgain();
    assertThat(((Accepted) outcome).firstVersion()).isEqualTo(1);
    assertThat(LOST.ids(stream)).containsExactly("a", "r");
  }

  @Test
  void known_streams_end_the_guessing() {
    for (int i = 0; i < ENOUGH_TO_GUESS; i++) {
      StreamId known = newStream();
      rivalAppends(request(known, rivals, i, "none", "r"));
      append(request(known, source, i, "any", "a"));
    }
    rivalAppends(request(stream, rivals, ENOUGH_TO_GUESS, "none", "r"));
    ASKED.clear();

    append(request(stream, source, ENOUGH_TO_GUESS, "any", "a"));

    assertThat(ASKED.peek()).as("the first thing asked").startsWith("SELECT");
  }

  private static Outcome append(AppendRequest request) {
    return answer(STORE.append(List.of(request))).get(0);
  }

  private static void rivalAppends(AppendRequest request) {
    assertThat(answer(LOST.rival().append(List.of(request))).get(0)).isInstanceOf(Accepted.class);
  }
}
