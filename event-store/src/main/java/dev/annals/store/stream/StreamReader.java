package dev.annals.store.stream;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.ReadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads pieces of streams over their buckets.
 *
 * <p>Version v lies in bucket (v - 1) / size, or in the one below, where an append that began there
 * reached over the edge; never lower, since no append is larger than a bucket. Readers trust rows,
 * not the head, from the version the stream starts at, and stop at the first one that is missing.
 */
final class StreamReader {
  private final SelectEvents select;
  private final StreamLoader loader;
  private final int bucketSize;

  StreamReader(SelectEvents select, StreamLoader loader, int bucketSize) {
    this.select = select;
    this.loader = loader;
    this.bucketSize = bucketSize;
  }

  CompletionStage<EventPage> read(ReadRequest request) {
    return request.forwards() ? readForwards(request) : readBackwards(request);
  }

  /** Up to {@code limit} events from a version on. */
  CompletionStage<List<RecordedEvent>> events(StreamId stream, long from, int limit) {
    long bucket = bucketOf(from);
    // Mostly the version is where it should be; only then the one below has to be asked.
    return select
        .forwards(stream, bucket, from, limit)
        .thenApply(SelectEvents.Found::events)
        .thenCompose(
            found -> {
              boolean begins = !found.isEmpty() && found.get(0).version() == from;
              if (begins || bucket == 0) {
                return further(stream, bucket, from, limit, new ArrayList<>(), found);
              }
              return select
                  .forwards(stream, bucket - 1, from, limit)
                  .thenCompose(
                      below -> {
                        List<RecordedEvent> events = new ArrayList<>();
                        append(events, from, below.events(), limit);
                        return further(stream, bucket, from, limit, events, found);
                      });
            });
  }

  /** Adds what was found in a bucket, and goes on to the next while the stream does. */
  private CompletionStage<List<RecordedEvent>> further(
      StreamId stream,
      long bucket,
      long from,
      int limit,
      List<RecordedEvent> events,
      List<RecordedEvent> found) {
    int before = events.size();
    append(events, from, found, limit);
    long next = from + events.size();
    // A bucket of which nothing was added may still be the one that was reached into from below.
    boolean ended = events.size() == before && before == 0;
    boolean mayGoOn = next > (bucket + 1) * (long) bucketSize;
    if (events.size() >= limit || ended || !mayGoOn) {
      return CompletableFuture.completedStage(events);
    }
    return select
        .forwards(stream, bucket + 1, next, limit - events.size())
        .thenCompose(more -> further(stream, bucket + 1, from, limit, events, more.events()));
  }

  /** Adds events as long as no version is missing. */
  private static void append(
      List<RecordedEvent> events, long from, List<RecordedEvent> found, int limit) {
    for (RecordedEvent event : found) {
      long expected = from + events.size();
      if (event.version() < expected) {
        continue;
      }
      if (event.version() > expected || events.size() == limit) {
        return;
      }
      events.add(event);
    }
  }

  private CompletionStage<EventPage> readForwards(ReadRequest request) {
    return read(request.stream(), request.from(), oneMore(request))
        .thenCompose(read -> forwardsPage(request, read));
  }

  /**
   * See {@link dev.annals.model.store.EventStore#tail}. Above bucket 0, whose rows bring it along,
   * where the stream starts is asked in doubt only: a long stream costs what a short one does.
   */
  CompletionStage<EventPage> tail(StreamId stream, long from, int limit) {
    ReadRequest request = ReadRequest.forwards(stream, from, limit);
    if (bucketOf(from) == 0) {
      return readForwards(request);
    }
    return events(stream, from, oneMore(request))
        .thenCompose(events -> forwardsPage(request, new Read(1, events)));
  }

  /** One more than asked for, to know whether the stream goes on. */
  private static int oneMore(ReadRequest request) {
    return (int) Math.min(Integer.MAX_VALUE, request.limit() + 1L);
  }

  private CompletionStage<EventPage> forwardsPage(ReadRequest request, Read read) {
    if (read.startsAt() > request.from()) {
      return readForwards(from(request, read.startsAt()));
    }
    EventPage page = page(request, read.events(), read.startsAt());
    return page.next().isPresent() || !mayBeTorn(request, read.events())
        ? CompletableFuture.completedStage(page)
        : goingOn(request, page);
  }

  /** Events, and where their stream started at that time. */
  private record Read(long startsAt, List<RecordedEvent> events) {}

  private CompletionStage<Read> read(StreamId stream, long from, int limit) {
    if (bucketOf(from) > 0) {
      return loader.startsAt(stream).thenCombine(events(stream, from, limit), Read::new);
    }
    // The rows of bucket 0 bring it along, and most streams have no other.
    return select
        .forwards(stream, 0, from, limit)
        .thenCompose(
            found ->
                further(stream, 0, from, limit, new ArrayList<>(), found.events())
                    .thenApply(events -> new Read(Math.max(1, found.first()), events)));
  }

  private static ReadRequest from(ReadRequest request, long from) {
    return ReadRequest.forwards(request.stream(), from, request.limit());
  }

  /** Whether rows may have been removed between the queries that found these. */
  private boolean mayBeTorn(ReadRequest request, List<RecordedEvent> events) {
    return events.isEmpty()
        || events.size() >= SelectEvents.PAGE_ROWS
        || bucketOf(events.get(events.size() - 1).version() + 1) > bucketOf(request.from());
  }

  /** The page, once it is known whether the stream ends there or was truncated meanwhile. */
  private CompletionStage<EventPage> goingOn(ReadRequest request, EventPage page) {
    long end = request.from() + page.events().size();
    return loader
        .startsAt(request.stream())
        .thenCompose(
            startsAt -> {
              if (page.events().isEmpty() && startsAt > request.from()) {
                return readForwards(from(request, startsAt));
              }
              OptionalLong next =
                  !page.events().isEmpty() && startsAt >= end
                      ? OptionalLong.of(startsAt)
                      : OptionalLong.empty();
              return CompletableFuture.completedStage(new EventPage(page.events(), next, startsAt));
            });
  }

  private CompletionStage<EventPage> readBackwards(ReadRequest request) {
    return loader
        .newestBucket(request.stream())
        .thenCompose(
            newest -> {
              long from = Math.min(request.from(), newest.head());
              return from == 0
                  ? CompletableFuture.completedStage(List.<RecordedEvent>of())
                  : backwards(
                      request.stream(), bucketOf(from), from, request.limit(), new ArrayList<>());
            })
        .thenCombine(
            loader.startsAt(request.stream()),
            (events, startsAt) -> backwardsPage(request, events, startsAt));
  }

  private static EventPage backwardsPage(
      ReadRequest request, List<RecordedEvent> newestFirst, long startsAt) {
    return request.truncatedToo()
        ? new EventPage(newestFirst, page(request, newestFirst, 1).next(), startsAt)
        : page(request, inSight(newestFirst, startsAt), startsAt);
  }

  /** Without the rows that are there, but not to be trusted any more. */
  private static List<RecordedEvent> inSight(List<RecordedEvent> newestFirst, long startsAt) {
    return newestFirst.stream().takeWhile(event -> event.version() >= startsAt).toList();
  }

  private CompletionStage<List<RecordedEvent>> backwards(
      StreamId stream, long bucket, long from, int limit, List<RecordedEvent> events) {
    return select
        .backwards(stream, bucket, from - events.size(), limit - events.size())
        .thenCompose(
            found -> {
              for (RecordedEvent event : found.events()) {
                if (event.version() != from - events.size()) {
                  return CompletableFuture.completedStage(events);
                }
                events.add(event);
              }
              return events.size() < limit && bucket > 0
                  ? backwards(stream, bucket - 1, from, limit, events)
                  : CompletableFuture.completedStage(events);
            });
  }

  private static EventPage page(ReadRequest request, List<RecordedEvent> events, long startsAt) {
    if (request.forwards() && events.size() > request.limit()) {
      List<RecordedEvent> asked = events.subList(0, request.limit());
      OptionalLong next = OptionalLong.of(events.get(request.limit()).version());
      return new EventPage(asked, next, startsAt);
    }
    long last = events.isEmpty() ? startsAt : events.get(events.size() - 1).version();
    boolean ended = request.forwards() || events.size() < request.limit() || last == startsAt;
    return new EventPage(
        events, ended ? OptionalLong.empty() : OptionalLong.of(last - 1), startsAt);
  }

  private long bucketOf(long version) {
    return (version - 1) / bucketSize;
  }
}
