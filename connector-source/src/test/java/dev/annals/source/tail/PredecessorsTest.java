package dev.annals.source.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.Truncation.Truncated;
import dev.annals.source.scan.Await;
import dev.annals.testkit.store.InMemoryStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read before an event whose stream was truncated. */
class PredecessorsTest {
  private static final StreamId STREAM = new StreamId("order", "1");
  private static final Source SOURCE = new Source("orders", 0, "1");

  private final InMemoryStore store = new InMemoryStore(new AppendLimits(500, 30), 2);

  @BeforeEach
  void append_sixty_events() {
    for (int version = 1; version <= 60; version++) {
      NewEvent event = NewEvent.of(EventId.of("e" + version), "changed", null);
      SourcePosition at = new SourcePosition(SOURCE, version);
      Await.answer(
          store.append(
              List.of(
                  new AppendRequest(
                      STREAM, List.of(event), ExpectedVersion.ANY, OnConflict.REJECT, at))));
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest(
      name = "before version {0}, all after {1} unpublished, truncated at {2}: {3} from {4}")
  @CsvSource({
    "50,  0,  1, 49,  1",
    "50,  0, 20, 30, 20",
    "50, 30, 20, 19, 31",
    "50,  0, 49, 19, 31",
    "50, 40, 49,  9, 41",
    "50,  0, 60, 19, 31",
    "31,  0, 60,  0,  0",
  })
  void what_was_removed_counts_as_published_and_what_is_out_of_sight_does_not(
      long version, long published, long before, int count, long first) {
    assertThat(Await.answer(store.truncate(STREAM, before))).isInstanceOf(Truncated.class);

    List<RecordedEvent> unpublished =
        new Predecessors(store).unpublished(STREAM, version, event -> event.version() <= published);

    assertThat(unpublished).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(unpublished.get(i).version()).isEqualTo(first + i);
    }
  }
}
