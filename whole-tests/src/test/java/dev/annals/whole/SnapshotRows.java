package dev.annals.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.model.Bytes;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.Snapshot;
import dev.annals.reduce.Fold;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.Reducer;
import dev.annals.reduce.State;
import dev.annals.store.load.Loader;
import dev.annals.upcast.UpcastChain;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** What a store has of the snapshots by one reducer, and what it should have. */
record SnapshotRows(OwnStore store, Fold fold) {
  static SnapshotRows of(OwnStore store, Reducer reducer) {
    return new SnapshotRows(store, new Fold(reducer, UpcastChain.EMPTY));
  }

  /** The states that are kept of a stream, by version. */
  Map<Long, String> of(StreamId stream) {
    Map<Long, String> states = new TreeMap<>();
    long atMost = Long.MAX_VALUE;
    while (true) {
      Optional<Snapshot> newest = get(store.store().snapshots().newest(stream, fold.id(), atMost));
      if (newest.isEmpty()) {
        return states;
      }
      states.put(newest.get().version(), text(newest.get().state()));
      atMost = newest.get().version() - 1;
    }
  }

  /** What all events up to a version give, the first 100 at most. */
  String folded(StreamId stream, long version) {
    try {
      State state = fold.start(stream);
      for (RecordedEvent event : store.events(stream)) {
        if (event.version() <= version) {
          state = fold.next(state, event);
        }
      }
      return text(fold.snapshot(state, Instant.EPOCH).state());
    } catch (ReduceException reason) {
      throw new AssertionError(reason);
    }
  }

  /** What an application loads: the newest snapshot, and the events since. */
  String loaded(StreamId stream) {
    Loader loader = new Loader(store.store(), store.store().snapshots(), Runnable::run);
    try {
      return text(fold.snapshot(get(loader.load(stream, fold)), Instant.EPOCH).state());
    } catch (ReduceException reason) {
      throw new AssertionError(reason);
    }
  }

  /** Has a snapshot say what is not so: whoever uses it is found out. */
  void falsify(StreamId stream, long version) {
    Bytes wrong = Bytes.of("{\"count\":1000000}".getBytes(UTF_8));
    get(
        store
            .store()
            .snapshots()
            .write(new Snapshot(stream, fold.id(), version, wrong, Instant.EPOCH)));
  }

  private static String text(Bytes state) {
    return new String(state.toArray(), UTF_8);
  }

  private static <T> T get(CompletionStage<T> answer) {
    return answer.toCompletableFuture().join();
  }
}
