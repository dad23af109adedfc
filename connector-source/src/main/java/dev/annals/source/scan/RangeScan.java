package dev.annals.source.scan;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.StoreException;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the events of a token range, stream by stream, each in the order of its versions, and
 * says after each where to go on. Streams are listed and begun to read a little ahead; how much is
 * bounded (BOUNDED). One thread may use it.
 */
public final class RangeScan {
  private static final int LISTED = 200;

  /** Streams to look at before whoever asks is told that there is nothing yet. */
  private static final int STREAMS_AT_ONCE = 1_000;

  /** Likewise streams to pass over, which are listed only. */
  private static final int PASSED_AT_ONCE = 20_000;

  /** A stream that is begun to read. */
  private record Ahead(
      StreamId stream,
      long tokenBefore,
      long version,
      ReadRequest request,
      CompletionStage<EventPage> page) {}

  private final EventStore store;
  private final int shards;
  private final Listing listing;
  private final TokenRange range;
  private final Selection selection;
  private final PageSize pageSize;
  private final Deque<Ahead> ahead = new ArrayDeque<>();
  private final Deque<StreamId> listed = new ArrayDeque<>();
  private final List<EarlyEvent> early;
  private @Nullable CompletionStage<StreamPage> nextPage;
  private @Nullable StreamId skipTo;
  private long skippedVersion;
  private long listedAfter;
  private long listFrom;
  private boolean allListed;
  private @Nullable Ahead current;
  private @Nullable StreamWalk walk;
  private @Nullable RecordedEvent next;
  private ScanOffset offset;
  private long streamsSeen;
  private long streamsSeenAtOffset;
  private boolean currentCounted;

  /**
   * A scan that goes on where an earlier one was.
   *
   * @param listing lists the streams of the range
   * @param maxBytes how much to read ahead, about
   */
  public RangeScan(
      EventStore store,
      Listing listing,
      TokenRange range,
      Selection selection,
      ScanOffset from,
      long maxBytes) {
    this.store = store;
    this.shards = store.settings().shards();
    this.listing = listing;
    this.range = range;
    this.selection = selection;
    this.pageSize = new PageSize(maxBytes);
    this.early = new ArrayList<>(from.early());
    this.offset = from;
    this.skipTo = from.stream();
    this.skippedVersion = from.version();
    this.listFrom = Math.min(range.endInclusive(), Math.max(range.startExclusive(), from.token()));
    this.listedAfter = listFrom;
    this.allListed = from.isAt(range.endInclusive());
  }

  /**
   * The next event to publish.
   *
   * @return absent at the end, see {@link #isDone}, and where many streams had nothing: ask again
   * @throws StoreException for a fault that waiting does not mend
   */
  public @Nullable RecordedEvent peek() {
    for (int streams = 0; next == null && streams < STREAMS_AT_ONCE; streams++) {
      if (walk == null && !open()) {
        return null;
      }
      StreamWalk open = walk;
      next = open == null ? null : open.next();
      if (next == null) {
        walk = null;
        current = null;
      }
    }
    return next;
  }

  /** Takes the event that {@link #peek} shows, and returns where to go on after it. */
  public ScanOffset take() {
    RecordedEvent event = next;
    Ahead of = current;
    if (event == null || of == null) {
      throw new IllegalStateException("nothing to take: peek first");
    }
    next = null;
    List<EarlyEvent> before = offset.early();
    boolean isEarly = selection.remembersEarly() && !selection.wants(event);
    EarlyEvent entry = new EarlyEvent(event.stream().shard(shards), event.at());
    if (isEarly && (early.isEmpty() || !early.get(early.size() - 1).equals(entry))) {
      early.add(entry);
      before = List.copyOf(early);
    }
    long streams = offset.streams() + (currentCounted ? 0 : 1);
    currentCounted = true;
    offset =
        new ScanOffset(
            of.tokenBefore(),
            event.stream(),
            event.version(),
            before,
            offset.events() + 1,
            streams);
    streamsSeenAtOffset = streamsSeen;
    return offset;
  }

  /** Whether everything is published. */
  public boolean isDone() {
    return next == null && walk == null && ahead.isEmpty() && listed.isEmpty() && allListed;
  }

  /** Where to go on after what was taken. */
  public ScanOffset offset() {
    return offset;
  }

  /** How far it has looked, also where there was nothing to publish since. */
  public ScanOffset here() {
    streamsSeenAtOffset = streamsSeen;
    Ahead at = current == null ? ahead.peekFirst() : current;
    if (isDone()) {
      offset = with(offset, range.endInclusive(), null, 0);
    } else if (at == null && skipTo == null) {
      StreamId following = listed.peekFirst();
      offset = with(offset, following == null ? listFrom : listedAfter, following, 0);
    } else if (at != null && current == null) {
      offset = with(offset, at.tokenBefore(), at.stream(), Math.max(0, at.version() - 1));
    }
    return offset;
  }

  private static ScanOffset with(ScanOffset of, long token, @Nullable StreamId at, long version) {
    return new ScanOffset(token, at, version, of.early(), of.events(), of.streams());
  }

  /** Streams looked at since an offset was taken. */
  public long streamsSinceOffset() {
    return streamsSeen - streamsSeenAtOffset;
  }

  /** The share of the range that is done, from 0 to 1. */
  public double share() {
    if (isDone()) {
      return 1;
    }
    double start = (double) range.startExclusive();
    double length = (double) range.endInclusive() - start;
    Ahead at = current == null ? ahead.peekFirst() : current;
    double here = (double) (at == null ? listedAfter : at.tokenBefore());
    return length <= 0 ? 1 : (here - start) / length;
  }

  /** Begins the next stream that has something; false if there is none. */
  private boolean open() {
    for (int streams = 0; streams < STREAMS_AT_ONCE; streams++) {
      readAhead();
      Ahead following = ahead.pollFirst();
      if (following == null) {
        return false;
      }
      readAhead();
      streamsSeen++;
      EventPage page = Await.answer(following.page());
      pageSize.saw(page.events());
      boolean goesOn = following.version() > 0;
      OptionalLong from =
          goesOn ? OptionalLong.of(following.version()) : selection.begin(following.stream(), page);
      if (from.isPresent()) {
        StreamWalk opened =
            new StreamWalk(store, selection, following.stream(), pageSize, from.getAsLong());
        if (following.request().forwards()) {
          opened.take(page);
        }
        walk = opened;
        current = following;
        currentCounted = goesOn;
        return true;
      }
    }
    return false;
  }

  private void readAhead() {
    int passed = 0;
    while (ahead.size() < pageSize.streamsAhead() && passed < PASSED_AT_ONCE) {
      if (listed.isEmpty() && !list()) {
        return;
      }
      StreamId stream = listed.pollFirst();
      if (stream != null && isWanted(stream)) {
        boolean goesOn = skippedVersion > 0;
        ReadRequest request =
            goesOn
                ? ReadRequest.forwards(stream, skippedVersion + 1, pageSize.firstEvents())
                : selection.firstRead(stream, pageSize.firstEvents());
        ahead.addLast(
            new Ahead(
                stream,
                listedAfter,
                goesOn ? skippedVersion + 1 : 0,
                request,
                store.read(request)));
        skippedVersion = 0;
      } else if (stream != null) {
        passed++;
        streamsSeen++;
      }
    }
  }

  /** Passes over what lies before the stream where an earlier scan was. */
  private boolean isWanted(StreamId stream) {
    if (skipTo != null) {
      if (!stream.equals(skipTo)) {
        return false;
      }
      skipTo = null;
    }
    return selection.reads(stream);
  }

  /** Lists on; false if there is no more, or it is not known yet and there is other work. */
  private boolean list() {
    if (allListed) {
      requireFound();
      return false;
    }
    CompletionStage<StreamPage> asked = nextPage;
    if (asked == null) {
      asked = listing.streams(range.after(listFrom), LISTED);
    }
    nextPage = asked;
    if (!ahead.isEmpty() && !asked.toCompletableFuture().isDone()) {
      return false;
    }
    StreamPage page = Await.answer(asked);
    nextPage = null;
    listedAfter = listFrom;
    listFrom = page.lastToken();
    allListed = page.finished();
    listed.addAll(page.streams());
    if (!allListed) {
      nextPage = listing.streams(range.after(listFrom), LISTED);
    }
    return true;
  }

  private void requireFound() {
    if (skipTo != null) {
      throw new StoreException(
          ("the stored offset names stream %s, which is not between tokens %d and %d of this store:"
                  + " stop the connector and reset its offset")
              .formatted(skipTo, offset.token(), range.endInclusive()));
    }
  }
}
