package dev.annals.source.verify;

import dev.annals.connector.record.Shapes;
import dev.annals.connector.record.VersionMode;
import dev.annals.connector.store.StoreConnection;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.source.ConfiguredReplay;
import dev.annals.source.replay.Ranges;
import dev.annals.source.replay.ReplaySelection;
import dev.annals.source.replay.Scope;
import dev.annals.source.scan.Await;
import dev.annals.source.scan.Listing;
import dev.annals.source.scan.PageSize;
import dev.annals.source.scan.Selection;
import dev.annals.source.scan.StreamWalk;
import java.util.function.Consumer;

/**
 * Compares two stores: every stream of the original with its copy, then the other way round what
 * the copy has beyond that. Parts of the ring are compared at once, each by one thread, which waits
 * for pages of two streams at most (BOUNDED).
 *
 * @param original is replayed
 * @param published what of it
 * @param copy has what the replay published
 * @param versions which versions events have there
 */
record CopyComparison(
    StoreConnection.Open original,
    ConfiguredReplay replay,
    Selection published,
    StoreConnection.Open copy,
    VersionMode versions,
    Findings findings) {
  private static final int PARTS = 64;
  private static final int LISTED = 200;

  /** A quarter of it is a page: those of all threads fit a small heap. */
  private static final long PAGE_BYTES = 1 << 20;

  private static final Selection EVERYTHING =
      new ReplaySelection(Scope.EVERYTHING, at -> true, false);

  /** Compares; throws what {@link Await#answer} does. */
  void run() {
    Ranges ranges = Ranges.of(original.events(), replay.scope());
    InParallel.forEach(ranges.all(), range -> compare(ranges.listing(), range));
    InParallel.forEach(TokenRange.ALL.split(PARTS), this::findMore);
  }

  private void compare(Listing listing, TokenRange range) {
    Shapes shapes = replay.shapes(original.schemas());
    EventComparison comparison =
        new EventComparison(
            new Payloads(original.schemas(), copy.schemas(), replay.publishesValues()));
    PageSize ofOriginal = new PageSize(PAGE_BYTES);
    PageSize ofCopy = new PageSize(PAGE_BYTES);
    forEach(
        listing,
        range,
        stream -> {
          if (published.reads(stream)) {
            StreamWalk walk = walk(original.events(), published, stream, ofOriginal);
            new StreamComparison(
                    stream,
                    new ExpectedEvents(walk, shapes, replay.onFailure(), versions),
                    walk(copy.events(), EVERYTHING, stream, ofCopy),
                    versions,
                    comparison,
                    findings)
                .run();
          }
        });
  }

  private static StreamWalk walk(
      EventStore store, Selection selection, StreamId stream, PageSize pageSize) {
    long from = selection.firstRead(stream, 1).from();
    return new StreamWalk(store, selection, stream, pageSize, from);
  }

  /** What is in both was compared already. */
  private void findMore(TokenRange range) {
    forEach(
        copy.events()::streams,
        range,
        stream -> {
          if (!published.reads(stream)) {
            findings.difference(
                stream.toString(), "is in the copy, but outside of what the replay publishes");
          } else if (isAbsent(stream)) {
            findings.difference(stream.toString(), "is in the copy, but not in the original");
          }
        });
  }

  private boolean isAbsent(StreamId stream) {
    ReadRequest first = ReadRequest.forwards(stream, 1, 1);
    return Await.answer(original.events().read(first)).events().isEmpty();
  }

  private static void forEach(Listing listing, TokenRange range, Consumer<StreamId> action) {
    StreamPage page;
    TokenRange rest = range;
    do {
      page = Await.answer(listing.streams(rest, LISTED));
      page.streams().forEach(action);
      rest = range.after(page.lastToken());
    } while (!page.finished());
  }
}
