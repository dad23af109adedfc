package dev.annals.testkit.store;

import dev.annals.model.StreamId;
import dev.annals.model.store.ReducerId;
import dev.annals.model.store.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The snapshots that the clients of one store share. Every method is one atomic step. */
final class SnapshotTables {
  /** The rows of one definition of a reducer. */
  private record Key(StreamId stream, ReducerId reducer) {
    boolean isOf(StreamId other, String name) {
      return stream.equals(other) && reducer.name().equals(name);
    }
  }

  private final Map<Key, NavigableMap<Long, Snapshot>> snapshots = new HashMap<>();

  synchronized void write(Snapshot snapshot) {
    of(snapshot.stream(), snapshot.reducer()).put(snapshot.version(), snapshot);
  }

  synchronized Optional<Snapshot> newest(StreamId stream, ReducerId reducer, long atMost) {
    return Optional.ofNullable(of(stream, reducer).floorEntry(atMost)).map(Map.Entry::getValue);
  }

  synchronized OptionalLong newestVersion(StreamId stream, String reducer, long atMost) {
    return snapshots.entrySet().stream()
        .filter(entry -> entry.getKey().isOf(stream, reducer))
        .flatMap(entry -> entry.getValue().headMap(atMost, true).keySet().stream())
        .mapToLong(Long::longValue)
        .max();
  }

  synchronized void prune(StreamId stream, ReducerId reducer, int keep, long atMost) {
    NavigableMap<Long, Snapshot> counted = of(stream, reducer).headMap(atMost, true);
    while (counted.size() > keep) {
      counted.pollFirstEntry();
    }
  }

  synchronized void forgetOthers(StreamId stream, ReducerId reducer) {
    snapshots
        .keySet()
        .removeIf(key -> key.isOf(stream, reducer.name()) && !key.reducer().equals(reducer));
  }

  synchronized void forget(StreamId stream, String reducer) {
    snapshots.keySet().removeIf(key -> key.isOf(stream, reducer));
  }

  private NavigableMap<Long, Snapshot> of(StreamId stream, ReducerId reducer) {
    return snapshots.computeIfAbsent(new Key(stream, reducer), key -> new TreeMap<>());
  }
}
