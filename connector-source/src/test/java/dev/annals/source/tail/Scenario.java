package dev.annals.source.tail;

import dev.annals.model.ExpectedVersion;
import dev.annals.model.OnConflict;
import dev.annals.model.Outcome;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Segment;
import dev.annals.testkit.store.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Three sources that feed a few streams in an order drawn by lot: single events and atomic appends,
 * facts and decisions that meet other versions, duplicates, holes in the positions, logs written
 * late, in pieces of any size, and again by a sink that takes over.
 */
public final class Scenario {
  /** The shards a store should have. */
  static final int SHARDS = 2;

  static final AppendLimits LIMITS = new AppendLimits(500, 100);

  private final EventStore store;
  private final OutcomeLog log;
  private final List<Feed> feeds;
  private final Random random;
  private int events;

  /** Nothing has happened yet. */
  public Scenario(EventStore store, OutcomeLog log, Random random) {
    this.store = store;
    this.log = log;
    this.feeds =
        List.of(new Feed(store, log, "a"), new Feed(store, log, "b"), new Feed(store, log, "c"));
    this.random = random;
  }

  /** A store for it. */
  public static InMemoryStore inMemory() {
    return new InMemoryStore(LIMITS, SHARDS, new TickingClock());
  }

  Run run(TailSettings settings, Map<ShardSource, TailOffset> offsets) {
    return new Run(store, log, settings, offsets);
  }

  Run run() {
    return run(Run.settings(store), Map.of());
  }

  /** One thing happens. */
  public void step() {
    Feed feed = feeds.get(random.nextInt(feeds.size()));
    switch (random.nextInt(10)) {
      case 0 -> feed.writeLog(1 + random.nextInt(4));
      case 1 -> feed.skip(random.nextInt(3) == 0 ? 3L * Segment.BUCKET_POSITIONS / 2 : 1);
      case 2 -> {
        feed.forget(random.nextInt(3));
        feed.writeLog(1 + random.nextInt(4));
      }
      case 3 -> feed.writeSegments(1 + random.nextInt(4));
      default -> append(feed);
    }
  }

  private void append(Feed feed) {
    StreamId stream = new StreamId("order", "s" + random.nextInt(4));
    String[] ids = new String[1 + random.nextInt(3)];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "event " + events++;
    }
    ExpectedVersion expected =
        random.nextInt(3) == 0 ? ExpectedVersion.of(random.nextInt(9)) : ExpectedVersion.ANY;
    feed.append(
        stream, expected, random.nextBoolean() ? OnConflict.ACCEPT : OnConflict.REJECT, ids);
    if (random.nextInt(6) == 0) {
      feed.append(stream, ids);
    }
  }

  /** All that happened is in the log. */
  public void finish() {
    feeds.forEach(Feed::writeLog);
  }

  /** Everything that should be published, as {@link Run#texts()} say it. */
  public List<String> expected() {
    List<String> expected = new ArrayList<>();
    for (Feed feed : feeds) {
      for (LogEntry entry : feed.entries()) {
        addExpected(entry, expected);
      }
    }
    return expected;
  }

  private static void addExpected(LogEntry entry, List<String> expected) {
    if (entry instanceof LogEntry.Accepted accepted) {
      for (RecordedEvent event : accepted.events()) {
        expected.add(event.stream() + "@" + event.version());
        if (accepted.exception() != null) {
          expected.add("exception " + Run.place(entry, event.index()));
        }
      }
    } else if (entry instanceof LogEntry.NotAccepted notAccepted
        && !(notAccepted.outcome() instanceof Outcome.Duplicate)) {
      for (int i = 0; i < notAccepted.events().size(); i++) {
        expected.add("rejected " + Run.place(entry, i));
      }
    }
  }
}
