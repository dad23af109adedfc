package dev.annals.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.OnConflict;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Listing all streams, in parts and after interruptions. */
abstract class ListingContract extends StoreScenario {
  private static final int STREAMS = 40;

  /** Tells the streams of this test from those of others in the same store. */
  private final String entityType = "listed-" + UUID.randomUUID();

  ListingContract(EventStoreContract contract) {
    super(contract);
  }

  @Test
  void the_whole_ring_lists_every_stream_once() {
    Set<StreamId> streams = givenStreams();

    assertThat(listed(List.of(TokenRange.ALL), 1_000)).containsExactlyInAnyOrderElementsOf(streams);
  }

  @Test
  void the_parts_of_a_split_ring_list_every_stream_once_a_few_at_a_time() {
    Set<StreamId> streams = givenStreams();

    assertThat(listed(TokenRange.ALL.split(7), 3)).containsExactlyInAnyOrderElementsOf(streams);
  }

  @Test
  void a_stream_of_several_buckets_is_listed_once() {
    grow(newSource(), EventStoreContract.LIMITS.bucketSize() + 1);

    List<StreamId> found = all(TokenRange.ALL.split(3), 100);

    assertThat(found).containsOnlyOnce(stream);
  }

  @Test
  void a_stream_without_an_event_is_not_listed() {
    reject(request(0, "exists", "x"));

    assertThat(all(List.of(TokenRange.ALL), 100)).doesNotContain(stream);
  }

  @Test
  void an_empty_range_has_no_streams() {
    StreamPage page = Answers.of(store().streams(new TokenRange(5, 5), 10));

    assertThat(page.streams()).isEmpty();
    assertThat(page.finished()).isTrue();
  }

  private Set<StreamId> givenStreams() {
    Set<StreamId> streams = new HashSet<>();
    for (int i = 0; i < STREAMS; i++) {
      StreamId id = new StreamId(entityType, "entity " + i);
      streams.add(id);
      append(
          new AppendRequest(
              id,
              List.of(event("a")),
              ExpectedVersion.NONE,
              OnConflict.REJECT,
              new SourcePosition(source, i)));
    }
    return streams;
  }

  /** This test's streams in these ranges, each found as often as it was listed. */
  private List<StreamId> listed(List<TokenRange> ranges, int limit) {
    return all(ranges, limit).stream().filter(id -> id.entityType().equals(entityType)).toList();
  }

  private List<StreamId> all(List<TokenRange> ranges, int limit) {
    List<StreamId> streams = new ArrayList<>();
    for (TokenRange range : ranges) {
      StreamPage page = Answers.of(store().streams(range, limit));
      streams.addAll(page.streams());
      TokenRange rest = range;
      while (!page.finished()) {
        assertThat(page.lastToken()).as("it gets on").isGreaterThan(rest.startExclusive());
        rest = rest.after(page.lastToken());
        page = Answers.of(store().streams(rest, limit));
        streams.addAll(page.streams());
      }
    }
    return streams;
  }
}
