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
 * not the head, and stop at the first version that is missing.
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
                        append(events, from, below, limit);
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
        .thenCompose(more -> further(stream, bucket + 1, from, limit, events, more));
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
    // One more than asked for, to know whether the stream goes on.
    int limit = (int) Math.min(Integer.MAX_VALUE, request.limit() + 1L);
    return events(request.stream(), request.from(), limit)
        .thenCompose(
            events -> {
              if (!events.isEmpty()) {
                return CompletableFuture.completedStage(page(request, events));
              }
              return fromOldest(request);
            });
  }

  /** Where older events were removed, a read that starts among them starts at the oldest kept. */
  private CompletionStage<EventPage> fromOldest(ReadRequest request) {
    return loader
        .oldestKept(request.stream())
        .thenCompose(
            first ->
                first > request.from()
                    ? read(ReadRequest.forwards(request.stream(), first, request.limit()))
                    : CompletableFuture.completedStage(
                        new EventPage(List.of(), OptionalLong.empty())));
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
        .thenApply(events -> page(request, events));
  }

  private CompletionStage<List<RecordedEvent>> backwards(
      StreamId stream, long bucket, long from, int limit, List<RecordedEvent> events) {
    return select
        .backwards(stream, bucket, from - events.size(), limit - events.size())
        .thenCompose(
            found -> {
              for (RecordedEvent event : found) {
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

  private static EventPage page(ReadRequest request, List<RecordedEvent> events) {
    if (request.forwards() && events.size() > request.limit()) {
      List<RecordedEvent> asked = events.subList(0, request.limit());
      return new EventPage(asked, OptionalLong.of(events.get(request.limit()).version()));
    }
    long last = events.isEmpty() ? 1 : events.get(events.size() - 1).version();
    boolean ended = request.forwards() || events.size() < request.limit() || last == 1;
    return new EventPage(events, ended ? OptionalLong.empty() : OptionalLong.of(last - 1));
  }

  private long bucketOf(long version) {
    return (version - 1) / bucketSize;
  }
}
