package dev.annals.source.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.TokenRange;
import dev.annals.testkit.store.InMemoryStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** BOUNDED: how much a scan reads at once. */
class RangeScanTest {
  private static final Source SOURCE = new Source("a", 0, "1");

  private final InMemoryStore store = new InMemoryStore(new AppendLimits(500, 100), 2);
  private final WatchedStore watched = new WatchedStore(store);
  private long position;

  @AfterEach
  void close() {
    store.close();
  }

  private void append(String entity, int events, int bytes) {
    StreamId stream = new StreamId("order", entity);
    for (int i = 0; i < events; i++) {
      NewEvent event =
          NewEvent.of(EventId.of(entity + "-" + i), "happened", Bytes.of(new byte[bytes]));
      AppendRequest request =
          new AppendRequest(
              stream,
              List.of(event),
              ExpectedVersion.ANY,
              OnConflict.REJECT,
              new SourcePosition(SOURCE, position++));
      Await.answer(store.append(List.of(request)));
    }
  }

  private RangeScan scan(Selection selection, ScanOffset from) {
    return new RangeScan(watched, watched::streams, TokenRange.ALL, selection, from, 1 << 20);
  }

  private RangeScan scan(long maxBytes) {
    return new RangeScan(
        watched,
        watched::streams,
        TokenRange.ALL,
        new Everything(),
        ScanOffset.at(Long.MIN_VALUE),
        maxBytes);
  }

  private static class Everything implements Selection {
    @Override
    public boolean reads(StreamId stream) {
      return true;
    }

    @Override
    public ReadRequest firstRead(StreamId stream, int limit) {
      return ReadRequest.forwards(stream, 1, limit);
    }

    @Override
    public OptionalLong begin(StreamId stream, EventPage first) {
      return OptionalLong.of(1);
    }

    @Override
    public boolean wants(RecordedEvent event) {
      return true;
    }

    @Override
    public boolean publishes(RecordedEvent event) {
      return true;
    }

    @Override
    public long lastVersion() {
      return Long.MAX_VALUE;
    }

    @Override
    public boolean remembersEarly() {
      return false;
    }
  }

  private static final class None extends Everything {
    @Override
    public boolean reads(StreamId stream) {
      return false;
    }
  }

  @Test
  void a_long_stream_is_read_in_pages_and_few_streams_are_begun_ahead() {
    append("long", 2_000, 10);
    for (int i = 0; i < 300; i++) {
      append("s" + i, 1, 10);
    }
    RangeScan scan = scan(32 << 20);
    Set<StreamId> published = new HashSet<>();
    int mostAhead = 0;
    int events = 0;
    for (RecordedEvent event = scan.peek(); event != null; event = scan.peek()) {
      published.add(event.stream());
      Set<StreamId> begun = new HashSet<>();
      watched.reads().forEach(read -> begun.add(read.stream()));
      mostAhead = Math.max(mostAhead, begun.size() - published.size());
      scan.take();
      events++;
    }
    assertThat(scan.isDone()).isTrue();
    assertThat(events).isEqualTo(2_300);
    assertThat(mostAhead).isBetween(2, 8);
    assertThat(watched.reads())
        .allMatch(read -> read.limit() <= 64)
        .anyMatch(read -> read.limit() == 64);
  }

  /** 8 streams of 16 events of 1 MiB would be half of a small heap. */
  @Test
  void before_anything_is_known_of_the_events_one_stream_is_begun() {
    for (int i = 0; i < 20; i++) {
      append("s" + i, 3, 1_000_000);
    }
    RangeScan scan = scan(32 << 20);
    scan.peek();
    assertThat(watched.reads()).hasSizeLessThanOrEqualTo(2).allMatch(read -> read.limit() <= 16);
    int events = 0;
    for (RecordedEvent event = scan.peek(); event != null; event = scan.peek()) {
      scan.take();
      events++;
    }
    assertThat(events).isEqualTo(60);
    assertThat(watched.reads().subList(2, watched.reads().size()))
        .as("a quarter of 32 MiB holds eight")
        .allMatch(read -> read.limit() <= 8);
  }

  /** As those of a repair mostly are. */
  @Test
  void streams_that_turn_out_to_have_nothing_to_publish_are_read_ahead_too() {
    for (int i = 0; i < 100; i++) {
      append("s" + i, 1, 10);
    }
    List<Integer> ahead = new ArrayList<>();
    Selection nothing =
        new Everything() {
          @Override
          public OptionalLong begin(StreamId stream, EventPage first) {
            ahead.add(watched.reads().size() - ahead.size());
            return OptionalLong.empty();
          }
        };
    assertThat(scan(nothing, ScanOffset.at(Long.MIN_VALUE)).peek()).isNull();
    assertThat(ahead).hasSize(100).anyMatch(reads -> reads >= 8);
  }

  /** Else nobody would hear of it for hours, and start again at the beginning. */
  @Test
  void a_scan_that_passes_over_many_streams_says_in_between_how_far_it_is() {
    for (int i = 0; i < 25_000; i++) {
      append("s" + i, 1, 10);
    }
    RangeScan scan = scan(new None(), ScanOffset.at(Long.MIN_VALUE));
    assertThat(scan.peek()).isNull();
    assertThat(scan.isDone()).isFalse();
    assertThat(scan.streamsSinceOffset()).isEqualTo(20_000);
    ScanOffset here = scan.here();

    RangeScan rest = scan(new None(), here);
    assertThat(rest.peek()).isNull();
    assertThat(rest.isDone()).isTrue();
    assertThat(rest.streamsSinceOffset()).isBetween(5_000L, 5_200L);
    RangeScan wanted = scan(new Everything(), here);
    int events = 0;
    for (RecordedEvent event = wanted.peek(); event != null; event = wanted.peek()) {
      wanted.take();
      events++;
    }
    assertThat(events).as("none is skipped").isEqualTo(5_000);
  }

  @Test
  void large_events_are_read_few_at_a_time() {
    for (int i = 0; i < 40; i++) {
      append("s" + i, 10, 100_000);
    }
    RangeScan scan = scan(1 << 20);
    int events = 0;
    for (RecordedEvent event = scan.peek(); event != null; event = scan.peek()) {
      scan.take();
      events++;
    }
    assertThat(events).isEqualTo(400);
    List<ReadRequest> later = new ArrayList<>(watched.reads().subList(16, watched.reads().size()));
    assertThat(later).as("a quarter of 1 MiB holds two").allMatch(read -> read.limit() <= 2);
  }

  @Test
  void a_stream_that_is_truncated_in_the_middle_of_its_scan_goes_on_where_it_starts_now() {
    append("a", 2_000, 10);
    RangeScan scan = scan(1 << 20);
    scan.peek();
    ScanOffset offset = scan.take();
    assertThat(offset.version()).isEqualTo(1);
    Await.answer(store.truncate(new StreamId("order", "a"), 1_950));

    assertThat(versions(scan(new Everything(), offset)))
        .isEqualTo(LongStream.rangeClosed(1_950, 2_000).boxed().toList());
    assertThat(versions(scan(1 << 20)))
        .as("from the beginning")
        .isEqualTo(LongStream.rangeClosed(1_950, 2_000).boxed().toList());
    assertThat(versions(scan))
        .as("of the scan that had read some before")
        .isSorted()
        .endsWith(2_000L)
        .doesNotHaveDuplicates();
  }

  private static List<Long> versions(RangeScan scan) {
    List<Long> versions = new ArrayList<>();
    for (RecordedEvent event = scan.peek(); event != null; event = scan.peek()) {
      versions.add(event.version());
      scan.take();
    }
    return versions;
  }

  @Test
  void a_scan_goes_on_after_any_event_and_tells_how_far_it_is() {
    for (int i = 0; i < 250; i++) {
      append("s" + i, 2, 10);
    }
    RangeScan whole = scan(1 << 20);
    List<RecordedEvent> all = new ArrayList<>();
    List<ScanOffset> offsets = new ArrayList<>();
    double share = 0;
    for (RecordedEvent event = whole.peek(); event != null; event = whole.peek()) {
      all.add(event);
      assertThat(whole.share()).isBetween(share, 1.0);
      share = whole.share();
      offsets.add(whole.take());
    }
    assertThat(whole.share()).isOne();
    assertThat(whole.here().isAt(TokenRange.ALL.endInclusive())).isTrue();
    assertThat(whole.here().streams()).isEqualTo(250);
    for (int after : List.of(0, 1, 2, 199, 400, 401, 497, 498)) {
      RangeScan rest =
          new RangeScan(
              watched,
              watched::streams,
              TokenRange.ALL,
              new Everything(),
              offsets.get(after),
              1 << 20);
      assertThat(rest.peek()).as("after %d", after).isEqualTo(all.get(after + 1));
    }
  }
}
