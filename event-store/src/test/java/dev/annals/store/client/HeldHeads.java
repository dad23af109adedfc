package dev.annals.store.client;

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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A store that tells no head before the test lets it, and so shows who waits for one. */
record HeldHeads(EventStore store, Queue<CompletableFuture<Void>> waiting) implements EventStore {
  HeldHeads(EventStore store) {
    this(store, new ConcurrentLinkedQueue<>());
  }

  @Override
  public CompletionStage<Long> head(StreamId stream) {
    CompletableFuture<Void> held = new CompletableFuture<>();
    waiting.add(held);
    return held.thenCompose(released -> store.head(stream));
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
  public CompletionStage<EventPage> read(ReadRequest request) {
    return store.read(request);
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
