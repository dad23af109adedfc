package dev.annals.store;

import dev.annals.model.AppendRequest;
import dev.annals.model.Outcome;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.model.store.StoreSettings;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.model.store.Truncation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that counts what is read from it. */
record CountedStore(EventStore store, AtomicInteger reads, AtomicInteger events)
    implements EventStore {
  CountedStore(EventStore store) {
    this(store, new AtomicInteger(), new AtomicInteger());
  }

  @Override
  public StoreSettings settings() {
    return store.settings();
  }

  @Override
  public CompletionStage<List<Outcome>> append(List<AppendRequest> requests) {
    return store.append(requests);
  }

  @Override
  public CompletionStage<Long> head(StreamId stream) {
    return store.head(stream);
  }

  @Override
  public CompletionStage<EventPage> read(ReadRequest request) {
    reads.incrementAndGet();
    return store
        .read(request)
        .thenApply(
            page -> {
              events.addAndGet(page.events().size());
              return page;
            });
  }

  @Override
  public CompletionStage<Truncation> truncate(StreamId stream, long before) {
    return store.truncate(stream, before);
  }

  @Override
  public CompletionStage<StreamPage> streams(TokenRange range, int limit) {
    return store.streams(range, limit);
  }

  @Override
  public void close() {
    store.close();
  }
}
