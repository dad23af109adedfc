package dev.annals.source;

import dev.annals.source.ReplaySettings.OnExpiredLog;
import dev.annals.source.tail.Emission;
import dev.annals.source.tail.LostEntriesException;
import dev.annals.source.tail.Repair;
import dev.annals.source.tail.RepairOffset;
import dev.annals.source.tail.Tail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what happens. Where the log expired before it was read, it publishes what is missing
 * from the streams, if it is told to, and then goes on.
 */
final class TailWork implements Work {
  private final Tail tail;
  private final OnExpiredLog onExpiredLog;
  private final ReplayNotices notices;
  private final Map<Integer, RepairOffset> repairs;
  private @Nullable Repair repair;

  /**
   * A tail.
   *
   * @param repairs those of earlier runs, by shard: one that is under way goes on first
   */
  TailWork(
      Tail tail,
      OnExpiredLog onExpiredLog,
      ReplayNotices notices,
      Map<Integer, RepairOffset> repairs) {
    this.tail = tail;
    this.onExpiredLog = onExpiredLog;
    this.notices = notices;
    this.repairs = repairs;
  }

  @Override
  public List<Publication> next() {
    Repair current = repair == null ? unfinished() : repair;
    repair = current;
    if (current != null) {
      return repaired(current);
    }
    try {
      return tail.next().stream().map(Publication::of).toList();
    } catch (LostEntriesException lost) {
      if (onExpiredLog == OnExpiredLog.FAIL) {
        throw lost;
      }
      int shard = lost.place().shard();
      repair = tail.repair(shard, repairs.get(shard));
      return List.of();
    }
  }

  private @Nullable Repair unfinished() {
    for (Map.Entry<Integer, RepairOffset> stored : repairs.entrySet()) {
      if (!stored.getValue().isDone()) {
        return tail.repair(stored.getKey(), stored.getValue());
      }
    }
    return null;
  }

  private List<Publication> repaired(Repair current) {
    List<Publication> batch = new ArrayList<>();
    for (Repair.Repaired one : current.next()) {
      Map<String, Object> partition = RepairOffsets.partition(current.shard());
      Map<String, Object> offset = RepairOffsets.offset(one.offset());
      batch.add(
          new Publication(
              partition,
              RepairOffsets.offset(one.before()),
              offset,
              content(one, partition, offset)));
      repairs.put(current.shard(), one.offset());
    }
    if (current.isDone()) {
      repair = null;
    }
    return batch;
  }

  private Publication.Content content(
      Repair.Repaired one, Map<String, Object> partition, Map<String, Object> offset) {
    if (one.event() != null) {
      return new Publication.OfStore(new Emission.Happened(one.event()), null);
    }
    Map<String, Object> details = new LinkedHashMap<>(partition);
    details.putAll(offset);
    return new Publication.Notice(
        notices.record(one.offset().isDone() ? "log-repaired" : "repair-under-way", details));
  }
}
