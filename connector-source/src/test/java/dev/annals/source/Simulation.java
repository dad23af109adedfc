package dev.annals.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.connector.record.OutputTopics;
import dev.annals.connector.record.Shapes;
import dev.annals.connector.record.TopicTemplate;
import dev.annals.connector.store.StoreConnection;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.ReplaySettings.OnExpiredLog;
import dev.annals.source.replay.ReplayCounters;
import dev.annals.source.replay.Scope;
import dev.annals.source.tail.Run;
import dev.annals.source.tail.TailCounters;
import dev.annals.source.tail.TailSettings.Start;
import dev.annals.testkit.store.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.connect.header.Header;

/** Tasks of one connector over a store in memory, one poll at a time, and what they published. */
final class Simulation {
  private final InMemoryStore store;
  private final StoredByConnect stored;
  private final List<Publication> published = new ArrayList<>();
  private final List<Work> tasks = new ArrayList<>();
  private final Mode mode;
  private Scope scope = Scope.EVERYTHING;
  private String run = "run 1";
  private int maxEvents = 5;
  private int eventsPerSecond;
  private Duration logRetention = Duration.ofDays(7);
  private ReplayCounters counters = new ReplayCounters();
  private long clock;

  Simulation(InMemoryStore store, StoredByConnect stored, Mode mode) {
    this.store = store;
    this.stored = stored;
    this.mode = mode;
  }

  Simulation within(Scope bounds) {
    scope = bounds;
    return this;
  }

  Simulation atMost(int perSecond, Duration retention) {
    eventsPerSecond = perSecond;
    logRetention = retention;
    return this;
  }

  Simulation withEventsPerPoll(int events) {
    maxEvents = events;
    return this;
  }

  /** The id that the connector draws where no run is under way. */
  Simulation withRun(String id) {
    run = id;
    return this;
  }

  /** All tasks end, and others begin from what is committed. */
  Simulation start(int count) {
    tasks.clear();
    counters = new ReplayCounters();
    for (int task = 0; task < count; task++) {
      start(count, task);
    }
    return this;
  }

  /** One of some tasks begins, beside those that have. */
  Simulation start(int count, int task) {
    tasks.add(
        new Works(
                new StoreConnection.Open(store, store.log(), store.schemas(), store.snapshots()),
                settings(task, count),
                stored,
                new TailCounters(),
                counters,
                () -> clock += 700_000_000L)
            .begin());
    return this;
  }

  private SourceSettings settings(int task, int count) {
    return new SourceSettings(
        new OutputTopics(
            new TopicTemplate("accepted"),
            new TopicTemplate("rejected"),
            new TopicTemplate("exceptions")),
        Shapes.AS_STORED,
        task,
        count,
        Start.LOG,
        Duration.ZERO,
        maxEvents,
        1 << 20,
        new RequestLimit(OptionalInt.empty()),
        PublishedForms.of(Map.of()),
        new ReplaySettings(
            mode,
            "replayer",
            run,
            scope,
            new TopicTemplate("replayed"),
            "control",
            eventsPerSecond,
            logRetention,
            OnExpiredLog.REPLAY),
        StateSettings.NONE);
  }

  /** One poll of one task, not committed. */
  List<Publication> next(int task) {
    return tasks.get(task).next();
  }

  /** One poll of one task, committed as a whole. */
  int poll(int task) {
    List<Publication> batch = next(task);
    batch.forEach(this::commit);
    return batch.size();
  }

  void commit(Publication publication) {
    published.add(publication);
    stored.put(publication.partition(), publication.offset());
  }

  int tasks() {
    return tasks.size();
  }

  /** Polls until no task has anything for some rounds: a replay looks now and then only. */
  Simulation drain() {
    for (int quiet = 0; quiet < 4; quiet++) {
      for (int task = 0; task < tasks.size(); task++) {
        while (poll(task) > 0) {
          quiet = 0;
        }
      }
    }
    return this;
  }

  List<Publication> published() {
    return published;
  }

  ReplayCounters counters() {
    return counters;
  }

  /** What was published of the store, as short texts. */
  List<String> texts() {
    return texts(published);
  }

  static List<String> texts(List<Publication> publications) {
    List<String> texts = new ArrayList<>();
    for (Publication publication : publications) {
      if (publication.content() instanceof Publication.OfStore of) {
        texts.add(Run.text(of.content()));
      }
    }
    return texts;
  }

  /** What was told on the control topic. */
  List<String> notices() {
    List<String> notices = new ArrayList<>();
    for (Publication publication : published) {
      if (publication.content() instanceof Publication.Notice notice) {
        Header header = notice.record().headers().lastWithName("annals-notice");
        notices.add(new String((byte[]) header.value(), UTF_8));
      }
    }
    return notices;
  }
}
