package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A stream that tests append to through decisions, with all its rows at hand. */
final class GivenStream {
  static final Instant NOW = Instant.parse("2026-11-23T10:11:12.345Z");

  /** The smallest bucket there is, and a window of ten. */
  static final AppendLimits LIMITS = new AppendLimits(500, 10);

  private final AppendLimits limits;
  private final List<RecordedEvent> rows = new ArrayList<>();
  private final SortedSet<Long> asked = new TreeSet<>();
  private StreamState state = StreamState.empty(Notation.STREAM);

  GivenStream() {
    this(LIMITS);
  }

  GivenStream(AppendLimits limits) {
    this.limits = limits;
  }

  /** Events e1, e2, … up to this version, from source g at positions 1, 2, …. */
  static GivenStream withHead(int head) {
    return new GivenStream().grow(head);
  }

  /** What these requests make of an empty stream. */
  static GivenStream after(String requests) {
    return new GivenStream().append(requests);
  }

  GivenStream grow(int head) {
    while (state.head() < head) {
      List<AppendRequest> requests = new ArrayList<>();
      for (long version = state.head() + 1; version <= head; version++) {
        requests.add(Notation.request("g" + version + " any e" + version));
      }
      take(decide(requests));
    }
    return this;
  }

  GivenStream append(String requests) {
    List<AppendRequest> rest = Notation.requests(requests);
    while (!rest.isEmpty()) {
      Decision.Decided decided = decide(rest);
      take(decided);
      rest = rest.subList(decided.verdicts().size(), rest.size());
    }
    asked.clear();
    return this;
  }

  GivenStream closed() {
    state =
        new StreamState(
            state.stream(), state.bucket(), state.head(), true, state.registers(), seen());
    return this;
  }

  /** The same stream, loaded by somebody who remembers the window only. */
  GivenStream reloaded() {
    state =
        new StreamState(
            state.stream(),
            state.bucket(),
            state.head(),
            state.closed(),
            state.registers(),
            seen());
    return this;
  }

  private List<SeenEvent> seen() {
    int from = Math.max(0, rows.size() - Math.max(1, limits.dedupeWindow()));
    return rows.subList(from, rows.size()).stream().map(SeenEvent::of).toList();
  }

  StreamState state() {
    return state;
  }

  /** The versions that decisions asked for. */
  SortedSet<Long> asked() {
    return asked;
  }

  RecordedEvent row(long version) {
    return rows.get((int) version - 1);
  }

  List<RecordedEvent> rows() {
    return rows;
  }

  Decision.Decided decide(String requests) {
    return decide(Notation.requests(requests));
  }

  /** Decides, reading what the decision asks for; takes nothing over. */
  Decision.Decided decide(List<AppendRequest> requests) {
    Map<Long, Optional<RecordedEvent>> read = new HashMap<>();
    while (true) {
      Decision decision = AppendDecision.decide(state, requests, read, limits, NOW);
      if (decision instanceof Decision.Decided decided) {
        return decided;
      }
      SortedSet<Long> versions = ((Decision.NeedsEvents) decision).versions();
      assertThat(read.keySet()).as("asked for again").doesNotContainAnyElementsOf(versions);
      for (long version : versions) {
        assertThat(version).as("asked for").isBetween(1L, state.head());
        asked.add(version);
        read.put(version, Optional.of(row(version)));
      }
    }
  }

  /** Writes what was decided, if anything. */
  void take(Decision.Decided decided) {
    StreamTransaction transaction = decided.transaction();
    if (transaction != null) {
      rows.addAll(transaction.events());
      state.apply(transaction, limits.dedupeWindow());
    }
  }

  /** The rows that have one of the request's ids, by id. */
  Map<EventId, RecordedEvent> sameIds(AppendRequest request) {
    Map<EventId, RecordedEvent> found = new HashMap<>();
    for (RecordedEvent row : rows) {
      if (request.events().stream().anyMatch(event -> event.id().equals(row.event().id()))) {
        found.putIfAbsent(row.event().id(), row);
      }
    }
    return found;
  }

  Register register(Source source) {
    Register register = state.register(source);
    assertThat(register).as("register of %s", source).isNotNull();
    return Objects.requireNonNull(register);
  }
}
