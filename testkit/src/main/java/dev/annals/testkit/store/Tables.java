package dev.annals.testkit.store;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.HandOver;
import dev.annals.model.store.Progress;
import dev.annals.model.store.Refusal;
import dev.annals.model.store.Segment;
import dev.annals.model.store.StoreException.OwnershipLost;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the clients of one store share. Every method is one atomic step, as an LWT would be. */
final class Tables {
  /** In order of first, then upto: the log's clustering order. */
  private static final Comparator<Segment> LOG_ORDER =
      Comparator.comparingLong(Segment::first).thenComparingLong(Segment::upto);

  private record LogBucket(Source source, long bucket) {}

  final Reachability reachability = new Reachability();
  final SchemaTables schemas = new SchemaTables();
  final SnapshotTables snapshots = new SnapshotTables();
  private final Map<StreamId, StoredStream> streams = new HashMap<>();
  private final Map<LogBucket, UUID> owners = new HashMap<>();
  private final Map<LogBucket, NavigableMap<Long, Refusal>> refused = new HashMap<>();
  private final List<Segment> segments = new ArrayList<>();
  private final Map<Source, Progress> progress = new HashMap<>();
  private final Map<String, HandOver> handOvers = new HashMap<>();

  /** Reads or changes a stream in one step. */
  synchronized <T> T onStream(StreamId id, Function<StoredStream, T> step) {
    StoredStream stream = streams.get(id);
    if (stream == null) {
      stream = new StoredStream(id);
      T result = step.apply(stream);
      if (stream.isWritten()) {
        streams.put(id, stream);
      }
      return result;
    }
    return step.apply(stream);
  }

  synchronized StreamPage streams(TokenRange range, int limit) {
    NavigableMap<Long, List<StreamId>> byToken = new TreeMap<>();
    for (StoredStream stream : streams.values()) {
      long token = token(stream.id());
      if (stream.head() > 0 && token > range.startExclusive() && token <= range.endInclusive()) {
        byToken.computeIfAbsent(token, any -> new ArrayList<>()).add(stream.id());
      }
    }
    List<StreamId> page = new ArrayList<>();
    for (Map.Entry<Long, List<StreamId>> sameToken : byToken.entrySet()) {
      page.addAll(sameToken.getValue());
      if (page.size() >= limit) {
        return new StreamPage(
            page, sameToken.getKey(), sameToken.getKey().equals(byToken.lastKey()));
      }
    }
    return new StreamPage(page, range.endInclusive(), true);
  }

  /** Stands in for Murmur3: spreads well, and never is the smallest long. */
  private static long token(StreamId id) {
    long hash = id.entityType().hashCode() * 0x9E3779B97F4A7C15L + id.entityId().hashCode();
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    hash ^= hash >>> 31;
    return hash == Long.MIN_VALUE ? Long.MAX_VALUE : hash;
  }

  synchronized @Nullable Refusal refusal(SourcePosition at) {
    return bucketOf(at).get(at.position());
  }

  synchronized List<Refusal> claim(Source source, long bucket, UUID owner, long from) {
    LogBucket key = new LogBucket(source, bucket);
    owners.put(key, owner);
    return List.copyOf(
        refused.computeIfAbsent(key, any -> new TreeMap<>()).tailMap(from, true).values());
  }

  synchronized Refusal refuse(UUID owner, Refusal refusal) {
    SourcePosition at = refusal.at();
    long bucket = Segment.bucketOf(at.position());
    if (!owner.equals(owners.get(new LogBucket(at.source(), bucket)))) {
      throw new OwnershipLost(
          "%s was to be refused by %s, but log bucket %d of this source is not (or no longer) its"
                  .formatted(at, owner, bucket)
              + " own: stop, another task feeds the source");
    }
    Refusal there = bucketOf(at).putIfAbsent(at.position(), refusal);
    return there == null ? refusal : there;
  }

  synchronized @Nullable UUID owner(Source source, long bucket) {
    return owners.get(new LogBucket(source, bucket));
  }

  private NavigableMap<Long, Refusal> bucketOf(SourcePosition at) {
    LogBucket key = new LogBucket(at.source(), Segment.bucketOf(at.position()));
    return refused.computeIfAbsent(key, any -> new TreeMap<>());
  }

  synchronized void write(Segment segment) {
    segments.removeIf(there -> sameKey(there, segment));
    segments.add(segment);
    segments.sort(LOG_ORDER);
  }

  private static boolean sameKey(Segment one, Segment other) {
    return one.shard() == other.shard()
        && one.source().equals(other.source())
        && LOG_ORDER.compare(one, other) == 0;
  }

  /** The segments of one bucket of the log, in order. */
  synchronized List<Segment> segments(int shard, Source source, long bucket) {
    return segments.stream()
        .filter(s -> s.shard() == shard && s.source().equals(source) && s.bucket() == bucket)
        .toList();
  }

  synchronized void expire(Predicate<Segment> expired) {
    segments.removeIf(expired);
  }

  synchronized void write(Progress row) {
    progress.merge(row.source(), row, (old, now) -> now.upto() < old.upto() ? old : now);
  }

  synchronized List<Progress> progress() {
    return List.copyOf(progress.values());
  }

  synchronized HandOver handOver(HandOver proposed) {
    HandOver there = handOvers.putIfAbsent(proposed.replay(), proposed);
    return there == null ? proposed : there;
  }

  synchronized @Nullable HandOver findHandOver(String replay) {
    return handOvers.get(replay);
  }
}
