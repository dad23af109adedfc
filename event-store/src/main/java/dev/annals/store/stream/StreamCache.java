package dev.annals.store.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.annals.model.StreamId;
import dev.annals.model.decision.StreamState;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the states of streams between appends, up to so many events together (BOUNDED). Who
 * takes a state owns it; one that is not put back, because its append met a fault, is forgotten.
 */
final class StreamCache {
  private final Cache<StreamId, StreamState> states;

  StreamCache(long maxEvents) {
    this.states =
        Caffeine.newBuilder()
            .maximumWeight(maxEvents)
            .weigher((StreamId stream, StreamState state) -> state.weight())
            .executor(Runnable::run)
            .build();
  }

  @Nullable StreamState take(StreamId stream) {
    return states.asMap().remove(stream);
  }

  void put(StreamState state) {
    states.put(state.stream(), state);
  }
}
