package dev.annals.source;

import dev.annals.model.Source;
import dev.annals.model.store.HandOver;
import dev.annals.source.scan.EarlyEvent;
import dev.annals.source.scan.ScanOffset;
import dev.annals.source.tail.ShardSource;
import dev.annals.source.tail.StoredOffsets;
import dev.annals.source.tail.TailOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Takes part in a replay, and tails its shards once all tasks are done with theirs: so whatever the
 * tail publishes of a stream follows what was replayed of it. The tail begins where the replay
 * handed over, and leaves out what was published early.
 */
final class BootstrapWork implements Work {
  private final ReplayWork replay;
  private final StoredOffsets offsets;
  private final Function<StoredOffsets, Work> tails;
  private @Nullable Work tail;

  /**
   * Takes part in a bootstrap.
   *
   * @param offsets of the tail, which has some only after the replay
   * @param shards how many there are: any task may be the first that publishes, so each looks at
   *     those of the others, too
   * @param tails begins the tail at offsets
   * @throws ConnectException if the connector has tailed before
   */
  BootstrapWork(
      ReplayWork replay, StoredOffsets offsets, int shards, Function<StoredOffsets, Work> tails) {
    this.replay = replay;
    this.offsets = offsets;
    this.tails = tails;
    if (replay.stored().run().isEmpty()) {
      requireNone(shards);
    }
  }

  private void requireNone(int shards) {
    List<ShardSource> places = new ArrayList<>();
    for (Source source : replay.handOver().upto().keySet()) {
      for (int shard = 0; shard < shards; shard++) {
        places.add(new ShardSource(shard, source));
      }
    }
    Map<ShardSource, TailOffset> found = offsets.find(places);
    if (!found.isEmpty()) {
      throw new ConnectException(
          ("This connector has tailed before, for instance %s: a replay would publish once more what"
                  + " it published. Stop it and reset all of its offsets to begin anew, or give the"
                  + " bootstrap a connector of its own.")
              .formatted(found.keySet().iterator().next()));
    }
  }

  @Override
  public List<Publication> next() {
    Work current = tail;
    if (current != null) {
      return current.next();
    }
    if (replay.isOver()) {
      tail = tails.apply(handedOver(offsets, replay.handOver(), replay.stored().ranges().values()));
      return List.of();
    }
    return replay.next();
  }

  /** The tail's own offsets, and where it has none, those at which the replay handed over. */
  static StoredOffsets handedOver(
      StoredOffsets own, HandOver handOver, Iterable<ScanOffset> ranges) {
    Map<ShardSource, SortedSet<Long>> early = new HashMap<>();
    for (ScanOffset range : ranges) {
      for (EarlyEvent event : range.early()) {
        early
            .computeIfAbsent(
                new ShardSource(event.shard(), event.at().source()), place -> new TreeSet<>())
            .add(event.at().position());
      }
    }
    return places -> {
      Map<ShardSource, TailOffset> found = new HashMap<>(own.find(places));
      for (ShardSource place : places) {
        long upto = handOver.upto().getOrDefault(place.source(), 0L);
        found.putIfAbsent(
            place, new TailOffset(upto, 0, early.getOrDefault(place, new TreeSet<>())));
      }
      return found;
    };
  }
}
