package dev.annals.source.scan;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A store that remembers what was read of it. Closing is left to whoever owns the other. */
public final class WatchedStore implements EventStore {
  private final EventStore store;
  private final List<ReadRequest> reads = new ArrayList<>();

  /** Watches this one. */
  public WatchedStore(EventStore store) {
    this.store = store;
  }

  /** In the order in which they were asked for. */
  public List<ReadRequest> reads() {
    return reads;
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
    reads.add(request);
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
    // not ours
  }
}
