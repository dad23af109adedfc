package dev.annals.model.store;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds the version a stream was at, at a time, by reading it from its beginning: times that do not
 * only grow cannot be searched by halves.
 */
record AppendTimes(EventStore store, StreamId stream, Instant time) {
  private static final int PAGE = 500;

  CompletionStage<Long> versionAt() {
    return after(0, 1);
  }

  /** Goes on from a version, all before it being counted up to {@code counted}. */
  private CompletionStage<Long> after(long counted, long from) {
    return store
        .read(ReadRequest.forwards(stream, from, PAGE))
        .thenCompose(
            page -> {
              long version = counted;
              for (RecordedEvent event : page.events()) {
                if (event.recordedAt().isAfter(time)) {
                  return version == 0 && page.startsAt() > 1
                      ? CompletableFuture.failedStage(
                          StoreException.Removed.at(stream, page.startsAt(), time))
                      : CompletableFuture.completedStage(version);
                }
                version = event.version();
              }
              return page.next().isPresent()
                  ? after(version, page.next().getAsLong())
                  : CompletableFuture.completedStage(version);
            });
  }
}
