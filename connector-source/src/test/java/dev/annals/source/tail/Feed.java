package dev.annals.source.tail;

import dev.annals.model.AppendRequest;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.ExpectedVersion;
import dev.annals.model.NewEvent;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Progress;
import dev.annals.model.store.Segment;
import dev.annals.source.scan.Await;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One source, as a sink feeds it: appends to the streams at once, and writes the log when told to,
 * cut as told.
 */
public final class Feed {
  /** How far the log is written. */
  private record Written(int entries, long upto, Map<Integer, Long> lastEnds) {}

  private final EventStore store;
  private final OutcomeLog log;
  private final Source source;
  private final List<LogEntry> entries = new ArrayList<>();
  private final List<Written> history = new ArrayList<>();
  private Written written = new Written(0, 0, Map.of());
  private long next;

  /** A source with this name that has fed nothing yet. */
  public Feed(InMemoryStore store, String name) {
    this(store, store.log(), name);
  }

  Feed(EventStore store, OutcomeLog log, String name) {
    this.store = store;
    this.log = log;
    this.source = new Source(name, 0, "1");
    history.add(written);
  }

  Source source() {
    return source;
  }

  long next() {
    return next;
  }

  List<LogEntry> entries() {
    return entries;
  }

  static NewEvent event(String id) {
    return NewEvent.of(EventId.of(id), "happened", Bytes.of((byte) 1, (byte) 2));
  }

  /** Appends events at whatever version the stream is. */
  public Outcome append(StreamId stream, String... ids) {
    return append(stream, ExpectedVersion.ANY, OnConflict.REJECT, ids);
  }

  /** Appends events at an expected version. */
  public Outcome append(
      StreamId stream, ExpectedVersion expected, OnConflict onConflict, String... ids) {
    List<NewEvent> events = new ArrayList<>();
    for (String id : ids) {
      events.add(event(id));
    }
    return append(stream, expected, onConflict, events);
  }

  /** Appends these events at whatever version the stream is. */
  public Outcome append(StreamId stream, NewEvent... events) {
    return append(stream, ExpectedVersion.ANY, OnConflict.REJECT, List.of(events));
  }

  private Outcome append(
      StreamId stream, ExpectedVersion expected, OnConflict onConflict, List<NewEvent> events) {
    SourcePosition at = new SourcePosition(source, next);
    AppendRequest request = new AppendRequest(stream, events, expected, onConflict, at);
    Outcome outcome = Await.answer(store.append(List.of(request))).get(0);
    entries.add(entry(request, outcome));
    next++;
    return outcome;
  }

  private static LogEntry entry(AppendRequest request, Outcome outcome) {
    if (outcome instanceof Outcome.Accepted accepted) {
      return LogEntry.Accepted.of(accepted);
    }
    return new LogEntry.NotAccepted(
        request.stream(),
        request.at(),
        (Outcome.NotAccepted) outcome,
        request.expected(),
        outcome instanceof Outcome.Duplicate ? List.of() : request.events(),
        Instant.EPOCH);
  }

  /** Leaves a hole in the positions, as transactions and compaction do. */
  void skip(long positions) {
    next += positions;
  }

  /** Writes all that is not in the log yet, one segment for each shard and log bucket. */
  public void writeLog() {
    writeLog(Integer.MAX_VALUE);
  }

  /** Writes all that is not in the log yet, in segments of so many entries at most. */
  public void writeLog(int entriesInSegment) {
    writeSegments(entriesInSegment);
    writeProgress();
  }

  /** Writes what a sink writes before it tells its progress. */
  void writeSegments(int entriesInSegment) {
    Map<Integer, Long> lastEnds = new HashMap<>(written.lastEnds());
    Map<Integer, List<LogEntry>> open = new TreeMap<>();
    for (LogEntry entry : entries.subList(written.entries(), entries.size())) {
      int shard = entry.stream().shard(store.settings().shards());
      List<LogEntry> segment = open.computeIfAbsent(shard, none -> new ArrayList<>());
      boolean crossesEdge =
          !segment.isEmpty()
              && Segment.bucketOf(segment.get(0).at().position())
                  != Segment.bucketOf(entry.at().position());
      if (segment.size() == entriesInSegment || crossesEdge) {
        writeSegment(shard, segment, lastEnds);
        segment.clear();
      }
      segment.add(entry);
    }
    open.forEach((shard, segment) -> writeSegment(shard, segment, lastEnds));
    written = new Written(entries.size(), next, Map.copyOf(lastEnds));
    history.add(written);
  }

  private void writeSegment(int shard, List<LogEntry> segment, Map<Integer, Long> lastEnds) {
    long first = segment.get(0).at().position();
    long upto = segment.get(segment.size() - 1).at().position() + 1;
    long previous = lastEnds.getOrDefault(shard, -1L);
    Await.answer(
        log.write(new Segment(shard, source, first, upto, previous, segment))
            .thenApply(nothing -> true));
    lastEnds.put(shard, upto);
  }

  /** Tells the progress of what is written. */
  void writeProgress() {
    Progress progress =
        new Progress(source, written.upto(), written.lastEnds(), "mapping", null, Instant.EPOCH);
    Await.answer(log.write(progress).thenApply(nothing -> true));
  }

  /**
   * Goes back to how far the log was written some times before, and tells that: a sink that was
   * replaced does so, and one that takes over from there writes the same entries, cut otherwise.
   */
  void forget(int times) {
    written = history.get(Math.max(0, history.size() - 1 - times));
    writeProgress();
  }
}
