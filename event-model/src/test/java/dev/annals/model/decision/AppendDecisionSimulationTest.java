package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random requests of four sources through three clients that race, remember old states, crash
 * before they report, deliver again, and whose transactions arrive late. Checked against {@link
 * Oracle} at every step. A failure names its seed.
 */
class AppendDecisionSimulationTest {
  private static final AppendLimits LIMITS = new AppendLimits(500, 10);
  private static final int STEPS = 250;

  private Random random = new Random(0);
  private final SimulatedStore store = new SimulatedStore(LIMITS);
  private final List<RandomRequests> sources = new ArrayList<>();
  private final int[] reportedUpto = new int[4];
  private final @Nullable StreamState[] clients = new @Nullable StreamState[3];
  private final List<StreamTransaction> late = new ArrayList<>();

  /** DECIDED: what was said of each position first. */
  private final Map<SourcePosition, String> reported = new HashMap<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597})
  void the_invariants_hold(long seed) {
    random = new Random(seed);
    for (String name : List.of("a", "b", "c", "d")) {
      sources.add(new RandomRequests(random, name));
    }

    for (int step = 0; step < STEPS; step++) {
      step(random.nextInt(clients.length), true);
      dense();
    }

    once();
    decided();
    assertThat(store.load().bucket()).as("buckets filled").isGreaterThan(1);
  }

  /** One client feeds a few requests of some of the sources. */
  private void step(int client, boolean mayBeOvertaken) {
    if (random.nextInt(10) == 0) {
      clients[client] = null;
    }
    int[] delivered = reportedUpto.clone();
    List<AppendRequest> batch = new ArrayList<>();
    for (int source = 0; source < sources.size(); source++) {
      if (random.nextBoolean()) {
        int again = Math.min(reportedUpto[source], random.nextInt(4));
        int count = again + random.nextInt(4);
        int from = reportedUpto[source] - again;
        batch = interleave(batch, sources.get(source).from(from, count, store));
        delivered[source] = from + count;
      }
    }
    if (append(client, batch, mayBeOvertaken)) {
      for (int source = 0; source < sources.size(); source++) {
        reportedUpto[source] = Math.max(reportedUpto[source], delivered[source]);
      }
    }
  }

  private List<AppendRequest> interleave(List<AppendRequest> one, List<AppendRequest> other) {
    List<AppendRequest> merged = new ArrayList<>(one);
    int at = 0;
    for (AppendRequest request : other) {
      at += random.nextInt(merged.size() - at + 1);
      merged.add(at++, request);
    }
    return merged;
  }

  /** Appends as a store does; false if the client crashed before it could report everything. */
  private boolean append(int client, List<AppendRequest> requests, boolean mayBeOvertaken) {
    List<AppendRequest> rest = requests;
    while (!rest.isEmpty()) {
      StreamState state = clients[client];
      if (state == null) {
        state = store.load();
        clients[client] = state;
      }
      Decision.Decided decided = decide(state, rest);
      long headSeen = state.head();
      if (mayBeOvertaken && random.nextInt(4) == 0) {
        step((client + 1) % clients.length, false);
      }
      StreamTransaction transaction = decided.transaction();
      if (transaction != null) {
        if (random.nextInt(12) == 0) {
          late.add(transaction);
        }
        if (random.nextInt(12) == 0) {
          lateArrival();
        }
        if (random.nextInt(25) == 0 || !store.apply(transaction)) {
          clients[client] = null;
          if (random.nextInt(3) == 0) {
            return false;
          }
          continue;
        }
        state.apply(transaction, LIMITS.dedupeWindow());
      }
      if (random.nextInt(20) == 0) {
        clients[client] = null;
        return false;
      }
      report(rest, decided, headSeen);
      rest = rest.subList(decided.verdicts().size(), rest.size());
    }
    return true;
  }

  /** A transaction of somebody who is gone reaches the servers now. */
  private void lateArrival() {
    if (!late.isEmpty()) {
      store.apply(late.remove(random.nextInt(late.size())));
    }
  }

  private Decision.Decided decide(StreamState state, List<AppendRequest> requests) {
    Map<Long, Optional<RecordedEvent>> read = new HashMap<>();
    while (true) {
      Decision decision = AppendDecision.decide(state, requests, read, LIMITS, GivenStream.NOW);
      if (decision instanceof Decision.Decided decided) {
        return decided;
      }
      for (long version : ((Decision.NeedsEvents) decision).versions()) {
        read.put(version, Optional.of(store.rows().get((int) version - 1)));
      }
    }
  }

  private void report(List<AppendRequest> requests, Decision.Decided decided, long headSeen) {
    long head = headSeen;
    for (int i = 0; i < decided.verdicts().size(); i++) {
      AppendRequest request = requests.get(i);
      if (!(decided.verdicts().get(i) instanceof Decision.Now now)) {
        processedBefore(request);
        continue;
      }
      String outcome = Notation.text(now.outcome());
      assertThat(outcome)
          .as("%s on head %d", request.at(), head)
          .isEqualTo(Oracle.decide(store.rows().subList(0, (int) head), request, 10));
      if (decided.transaction() == null) {
        assertThat(outcome)
            .as("unmarked, so the same on any later head: %s", request.at())
            .isEqualTo(Oracle.decide(store.rows(), request, 10));
      }
      if (now.outcome() instanceof Outcome.Accepted accepted) {
        assertThat(store.rowsFrom(request.at())).isEqualTo(accepted.events());
        head += accepted.events().size();
      }
      String before = reported.putIfAbsent(request.at(), outcome);
      if (before != null) {
        assertThat(outcome).as("DECIDED: %s", request.at()).isEqualTo(before);
      }
    }
  }

  private void processedBefore(AppendRequest request) {
    SourcePosition at = request.at();
    assertThat(store.register(at.source()).position()).isGreaterThanOrEqualTo(at.position());
    List<RecordedEvent> rows = store.rowsFrom(at);
    String before = reported.get(at);
    if (before == null) {
      // Nobody reported it. The one who marked it or wrote its events had no time to.
      reported.put(at, rows.isEmpty() ? "not accepted" : accepted(request, rows));
    } else if (before.startsWith("accepted")) {
      assertThat(accepted(request, rows)).as("DECIDED: %s", at).isEqualTo(before);
    } else {
      assertThat(rows).as("DECIDED: %s was %s", at, before).isEmpty();
    }
  }

  private static String accepted(AppendRequest request, List<RecordedEvent> rows) {
    return Notation.text(AppendDecision.accepted(request, rows, null));
  }

  private void dense() {
    List<RecordedEvent> rows = store.rows();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).version()).as("DENSE").isEqualTo(i + 1L);
    }
  }

  /** Each position appended at most once, whole and in one piece; each id once in any window. */
  private void once() {
    List<RecordedEvent> rows = store.rows();
    for (RandomRequests source : sources) {
      for (AppendRequest request : source.all()) {
        List<RecordedEvent> appended = store.rowsFrom(request.at());
        if (!appended.isEmpty()) {
          List<NewEvent> events = appended.stream().map(RecordedEvent::event).toList();
          assertThat(events).as("ONCE: %s", request.at()).isEqualTo(request.events());
          long first = appended.get(0).version();
          assertThat(appended.get(appended.size() - 1).version())
              .isEqualTo(first + events.size() - 1);
        }
      }
    }
    Map<EventId, RecordedEvent> latest = new HashMap<>();
    for (RecordedEvent row : rows) {
      RecordedEvent before = latest.put(row.event().id(), row);
      long headThen = row.version() - row.index() - 1;
      assertThat(before == null || before.version() <= headThen - LIMITS.dedupeWindow())
          .as("ONCE: %s at %d", row.event().id(), row.version())
          .isTrue();
    }
  }

  /** Everything is delivered once more, by a client that remembers nothing. */
  private void decided() {
    for (int source = 0; source < sources.size(); source++) {
      List<AppendRequest> all = sources.get(source).all().subList(0, reportedUpto[source]);
      List<AppendRequest> rest = all;
      int headBefore = store.rows().size();
      while (!rest.isEmpty()) {
        StreamState state = store.load();
        Decision.Decided decision = decide(state, rest);
        StreamTransaction transaction = decision.transaction();
        assertThat(transaction == null || store.apply(transaction)).isTrue();
        report(rest, decision, state.head());
        rest = rest.subList(decision.verdicts().size(), rest.size());
      }
      assertThat(store.rows()).as("nothing is appended again").hasSize(headBefore);
    }
  }
}
