package dev.annals.source.tail;

import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.TokenRange;
import dev.annals.source.scan.EarlyEvent;
import dev.annals.source.scan.ScanOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far a shard's log is repaired, in one place for all its sources. It stays when the repair is
 * over: until a source has published something beyond its gap, nothing else says that the gap is
 * closed.
 *
 * @param gaps by source: what is missing; and where sources were that an earlier repair had moved
 * @param before what was published early before the repair began
 * @param scan how far it is, and what it published early
 */
public record RepairOffset(Map<Source, Gap> gaps, List<EarlyEvent> before, ScanOffset scan) {
  /** Copies both. */
  public RepairOffset {
    gaps = Map.copyOf(gaps);
    before = List.copyOf(before);
  }

  /**
   * A repair of what the shard's log has lost now.
   *
   * @param previous the repair before, whose offset this one takes the place of
   */
  static RepairOffset begin(ShardTail shard, @Nullable RepairOffset previous) {
    Map<Source, Gap> gaps = new HashMap<>();
    List<EarlyEvent> before = new ArrayList<>();
    for (SourceTail tail : shard.tails()) {
      long position = tail.offset().position();
      if (previous != null && previous.gaps().containsKey(tail.place().source())) {
        gaps.put(tail.place().source(), new Gap(position, position));
      }
      for (long early : tail.early()) {
        SourcePosition at = new SourcePosition(tail.place().source(), early);
        before.add(new EarlyEvent(tail.place().shard(), at));
      }
    }
    gaps.putAll(shard.gaps());
    return new RepairOffset(gaps, before, ScanOffset.at(TokenRange.ALL.startExclusive()));
  }

  /** Whether everything that was missing is published. */
  public boolean isDone() {
    return scan.isAt(TokenRange.ALL.endInclusive());
  }

  /** Where a source of the shard goes on, given its own offset, which may be absent. */
  @Nullable TailOffset overlaid(ShardSource place, @Nullable TailOffset own) {
    Gap gap = gaps.get(place.source());
    long known = own == null ? 0 : own.position();
    long position = gap == null ? known : Math.max(known, isDone() ? gap.upto() : gap.from());
    SortedSet<Long> early = new TreeSet<>();
    addEarly(place, before, position, early);
    if (isDone()) {
      addEarly(place, scan.early(), position, early);
    }
    if (own == null && gap == null && early.isEmpty()) {
      return null;
    }
    if (own != null) {
      early.addAll(own.early().tailSet(position));
    }
    int index = own != null && own.position() == position ? own.index() : 0;
    return new TailOffset(position, index, early);
  }

  private static void addEarly(
      ShardSource place, Collection<EarlyEvent> from, long position, SortedSet<Long> into) {
    for (EarlyEvent event : from) {
      if (event.at().source().equals(place.source()) && event.at().position() >= position) {
        into.add(event.at().position());
      }
    }
  }

  /** The offsets of a tail, seen through the repairs of its shards. */
  public static StoredOffsets overlay(StoredOffsets own, Map<Integer, RepairOffset> repairs) {
    return places -> {
      Map<ShardSource, TailOffset> found = new HashMap<>(own.find(places));
      for (ShardSource place : places) {
        RepairOffset repair = repairs.get(place.shard());
        TailOffset offset = repair == null ? null : repair.overlaid(place, found.get(place));
        if (offset != null) {
          found.put(place, offset);
        }
      }
      return found;
    };
  }
}
