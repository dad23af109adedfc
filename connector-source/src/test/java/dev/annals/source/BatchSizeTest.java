package dev.annals.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.Progress;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.replay.Scope;
import dev.annals.source.scan.Await;
import dev.annals.source.tail.Feed;
import dev.annals.source.tail.Scenario;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** BOUNDED: what one poll of a replay holds, whatever its bounds leave of the appends. */
class BatchSizeTest {
  private static final Source SOURCE = new Source("a", 0, "1");
  private static final StreamId STREAM = new StreamId("order", "x");

  private static NewEvent event(String id, String type) {
    return NewEvent.of(EventId.of(id), type, Bytes.of((byte) 1));
  }

  @Test
  void bounds_that_leave_out_the_first_event_of_each_append_do_not_join_the_appends() {
    try (InMemoryStore store = Scenario.inMemory()) {
      for (long position = 0; position < 100; position++) {
        List<NewEvent> append =
            List.of(
                event("placed " + position, "order.placed"),
                event("line " + position, "order.line"),
                event("more " + position, "order.line"));
        AppendRequest request =
            new AppendRequest(
                STREAM,
                append,
                ExpectedVersion.ANY,
                OnConflict.REJECT,
                new SourcePosition(SOURCE, position));
        Await.answer(store.append(List.of(request)));
      }
      Progress progress = new Progress(SOURCE, 100, Map.of(), "mapping", null, Instant.EPOCH);
      Await.answer(store.log().write(progress).thenApply(nothing -> true));
      Scope lines =
          new Scope(
              new TreeSet<>(),
              new TreeSet<>(),
              new TreeSet<>(Set.of("order.line")),
              null,
              null,
              1,
              Long.MAX_VALUE);
      Simulation simulation =
          new Simulation(store, new StoredByConnect(), Mode.REPLAY)
              .within(lines)
              .withEventsPerPoll(5)
              .start(1);
      int polls = 0;
      while (simulation.texts().size() < 200) {
        assertThat(simulation.poll(0))
            .as("5, the rest of an append, a notice")
            .isLessThanOrEqualTo(7);
        assertThat(polls++).isLessThan(300);
      }
      simulation.drain();
      assertThat(simulation.texts()).hasSize(200);
    }
  }

  /** An id counts as its event's size does. */
  @Test
  void a_repair_of_large_events_holds_few_at_once() {
    try (InMemoryStore store = Scenario.inMemory()) {
      Feed feed = new Feed(store, "a");
      feed.append(STREAM, "first");
      feed.writeLog();
      Simulation simulation =
          new Simulation(store, new StoredByConnect(), Mode.TAIL)
              .withEventsPerPoll(500)
              .start(1)
              .drain();
      for (int i = 0; i < 40; i++) {
        feed.append(STREAM, i + "x".repeat(50_000));
      }
      feed.writeLog();
      store.expire(segment -> true);
      while (simulation.texts().size() < 41) {
        assertThat(simulation.poll(0))
            .as("a quarter of 1 MiB holds five, and the end is told")
            .isLessThanOrEqualTo(7);
      }
      assertThat(simulation.drain().notices()).contains("log-repaired");
    }
  }
}
