package dev.annals.source.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.store.EventStore;
import dev.annals.model.store.LogEntry;
import dev.annals.model.store.OutcomeLog;
import dev.annals.source.tail.TailSettings.Outputs;
import dev.annals.source.tail.TailSettings.Start;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What tails published, one after the other, and the offsets that Connect would keep of it. */
public final class Run {
  private final EventStore store;
  private final OutcomeLog log;
  private final Map<ShardSource, TailOffset> offsets;
  private final List<Emission> published = new ArrayList<>();
  private TailSettings settings;
  private TailCounters counters = new TailCounters();
  private Tail tail;
  private long clock;

  Run(InMemoryStore store) {
    this(store, settings(store), Map.of());
  }

  Run(InMemoryStore store, TailSettings settings, Map<ShardSource, TailOffset> offsets) {
    this(store, store.log(), settings, offsets);
  }

  Run(
      EventStore store,
      OutcomeLog log,
      TailSettings settings,
      Map<ShardSource, TailOffset> offsets) {
    this.store = store;
    this.log = log;
    this.settings = settings;
    this.offsets = new HashMap<>(offsets);
    this.tail = begin();
  }

  /** All shards, from the log's beginning, everything published, batches of 100, no pause. */
  static TailSettings settings(EventStore store) {
    Set<Integer> shards = new TreeSet<>();
    for (int shard = 0; shard < store.settings().shards(); shard++) {
      shards.add(shard);
    }
    return new TailSettings(
        shards, Start.LOG, new Outputs(true, true), Duration.ZERO, 100, 1 << 20, 1_000);
  }

  static TailSettings withStart(TailSettings of, Start start) {
    return new TailSettings(
        of.shards(),
        start,
        of.outputs(),
        of.pollInterval(),
        of.maxEvents(),
        of.maxBufferedBytes(),
        of.maxEarly());
  }

  static TailSettings withShards(TailSettings of, Set<Integer> shards) {
    return new TailSettings(
        shards,
        of.start(),
        of.outputs(),
        of.pollInterval(),
        of.maxEvents(),
        of.maxBufferedBytes(),
        of.maxEarly());
  }

  static TailSettings withLimits(
      TailSettings of, int maxEvents, long maxBufferedBytes, int maxEarly) {
    return new TailSettings(
        of.shards(),
        of.start(),
        of.outputs(),
        of.pollInterval(),
        maxEvents,
        maxBufferedBytes,
        maxEarly);
  }

  private Tail begin() {
    return new Tail(
        store,
        log,
        places -> {
          Map<ShardSource, TailOffset> found = new HashMap<>(offsets);
          found.keySet().retainAll(places);
          return found;
        },
        settings,
        counters,
        () -> clock += 3_000_000_000L);
  }

  /** A new task from the offsets of what was published. */
  void restart() {
    counters = new TailCounters();
    tail = begin();
  }

  void restart(TailSettings changed) {
    settings = changed;
    restart();
  }

  /** One batch, committed with its offsets. */
  List<Emission> poll() {
    List<Emission> batch = tail.next();
    published.addAll(batch);
    offsets.putAll(offsetsOf(batch));
    return batch;
  }

  /** The offsets Connect holds after these records. */
  static Map<ShardSource, TailOffset> offsetsOf(List<Emission> records) {
    Map<ShardSource, TailOffset> last = new HashMap<>();
    records.forEach(emission -> last.put(emission.place(), emission.offset()));
    return last;
  }

  /** Batches until there is no more. */
  Run drain() {
    while (!poll().isEmpty()) {
      // the next one
    }
    return this;
  }

  List<Emission> published() {
    return published;
  }

  Map<ShardSource, TailOffset> offsets() {
    return offsets;
  }

  TailSettings settings() {
    return settings;
  }

  TailCounters counters() {
    return counters;
  }

  /** What was published, as short texts: {@code order/1@3}, {@code rejected a:7+0}. */
  List<String> texts() {
    return texts(published);
  }

  static List<String> texts(List<Emission> records) {
    return records.stream().map(emission -> text(emission.content())).toList();
  }

  /** What it says, as a short text: {@code order/1@3}, {@code rejected a:7+0}. */
  public static String text(Emission.Content content) {
    if (content instanceof Emission.Happened happened) {
      return happened.event().stream() + "@" + happened.event().version();
    }
    if (content instanceof Emission.Refused refused) {
      return "rejected " + place(refused.entry(), refused.index());
    }
    Emission.Surprised surprised = (Emission.Surprised) content;
    return "exception " + place(surprised.entry(), surprised.index());
  }

  static String place(LogEntry entry, int index) {
    return entry.at().source().name() + ":" + entry.at().position() + "+" + index;
  }

  /** That the versions of each stream are 1, 2, 3 and so on. */
  public static void assertInOrder(List<String> texts) {
    Map<String, Integer> heads = new HashMap<>();
    for (String text : texts) {
      int at = text.indexOf('@');
      if (at > 0) {
        String stream = text.substring(0, at);
        int version = Integer.parseInt(text.substring(at + 1));
        assertThat(version).as(text).isEqualTo(heads.getOrDefault(stream, 0) + 1);
        heads.put(stream, version);
      }
    }
  }
}
