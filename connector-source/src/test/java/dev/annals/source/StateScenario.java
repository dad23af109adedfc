package dev.annals.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.annals.connector.record.OutputTopics;
import dev.annals.connector.record.RecordEncoder;
import dev.annals.connector.record.Shapes;
import dev.annals.connector.record.TopicTemplate;
import dev.annals.connector.store.StoreConnection;
import dev.annals.model.Bytes;
import dev.annals.model.EventId;
import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import dev.annals.model.decision.AppendLimits;
import dev.annals.reduce.Fold;
import dev.annals.reduce.MergePatch;
import dev.annals.reduce.Reducer;
import dev.annals.source.ReplaySettings.Mode;
import dev.annals.source.ReplaySettings.OnExpiredLog;
import dev.annals.source.replay.ReplayCounters;
import dev.annals.source.replay.Scope;
import dev.annals.source.state.StateCounters;
import dev.annals.source.state.StateRule;
import dev.annals.source.state.StateWhen;
import dev.annals.source.state.States;
import dev.annals.source.tail.TailCounters;
import dev.annals.source.tail.TailSettings.Start;
import dev.annals.testkit.store.InMemoryStore;
import dev.annals.upcast.UpcastChain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** A task that publishes states beside events, one poll at a time, over a store in memory. */
final class StateScenario implements AutoCloseable {
  static final String STATES = "order.state";

  final InMemoryStore store = new InMemoryStore(new AppendLimits(500, 100), 2);
  final StoredByConnect stored = new StoredByConnect();
  final StateCounters counters = new StateCounters();
  Reducer reducer = new MergePatch();
  StateWhen when = StateWhen.CHANGES;
  Mode mode = Mode.TAIL;
  PublishedForms forms = PublishedForms.of(Map.of());
  int every = 100;
  int maxEvents = 100;
  long maxStateBytes = 1 << 20;
  private @Nullable Publisher publisher;
  private long clock;

  static NewEvent json(String id, String payload) {
    return NewEvent.of(EventId.of(id), "changed", Bytes.of(payload.getBytes(UTF_8)));
  }

  static NewEvent tombstone(String id) {
    return NewEvent.of(EventId.of(id), "deleted", null);
  }

  static NewEvent close(String id) {
    return NewEvent.of(EventId.of(id), NewEvent.CLOSE, null);
  }

  static StreamId order(String id) {
    return new StreamId("order", id);
  }

  Fold fold() {
    return new Fold(reducer, UpcastChain.EMPTY);
  }

  /** The task ends, and another begins from the offsets that are stored. */
  StateScenario start() {
    close(publisher);
    OutputTopics topics =
        new OutputTopics(
            new TopicTemplate("accepted"),
            new TopicTemplate("rejected"),
            new TopicTemplate("exceptions"));
    SourceSettings settings = settings(topics);
    Work work =
        new Works(
                new StoreConnection.Open(store, store.log(), store.schemas(), store.snapshots()),
                settings,
                stored,
                new TailCounters(),
                new ReplayCounters(),
                () -> clock += 700_000_000L)
            .begin();
    States states =
        new States(settings.states().rules(), when, store, store.snapshots(), counters, "scenario");
    publisher =
        new Publisher(
            work,
            new RecordEncoder(topics, store.settings().id()),
            settings.requestLimit(),
            new PublishedValues(store.schemas(), forms),
            new StatePublisher(states, counters, settings.states().topic(), store.settings().id()),
            maxStateBytes);
    return this;
  }

  private SourceSettings settings(OutputTopics topics) {
    return new SourceSettings(
        topics,
        Shapes.AS_STORED,
        0,
        1,
        Start.LOG,
        Duration.ZERO,
        maxEvents,
        1 << 20,
        new RequestLimit(OptionalInt.empty()),
        forms,
        new ReplaySettings(
            mode,
            "replayer",
            "run 1",
            Scope.EVERYTHING,
            new TopicTemplate("replayed"),
            "control",
            0,
            Duration.ofDays(7),
            OnExpiredLog.REPLAY),
        new StateSettings(
            new TopicTemplate("${entityType}.state"),
            when,
            Map.of("order", new StateRule(fold(), every))));
  }

  /** One poll, of which nothing is committed. */
  List<SourceRecord> next() {
    return (publisher == null ? start().publisher() : publisher).next();
  }

  private Publisher publisher() {
    return Objects.requireNonNull(publisher);
  }

  /** One poll, committed as a whole. */
  List<SourceRecord> poll() {
    List<SourceRecord> records = next();
    stored.commit(records);
    return records;
  }

  /** Polls until nothing comes for some rounds: a replay looks now and then only. */
  List<SourceRecord> drain() {
    List<SourceRecord> all = new ArrayList<>();
    for (int quiet = 0; quiet < 4; quiet++) {
      List<SourceRecord> records = poll();
      quiet = records.isEmpty() ? quiet : 0;
      all.addAll(records);
    }
    return all;
  }

  /** States as {@code x@3 {"a":1}}, a tombstone as {@code x@3 -}. */
  static List<String> states(List<SourceRecord> records) {
    List<String> states = new ArrayList<>();
    for (SourceRecord record : records) {
      if (record.topic().equals(STATES)) {
        states.add(text(record.key()) + "@" + version(record) + " " + text(record.value()));
      }
    }
    return states;
  }

  /** All records of a poll: events as {@code x@3}, states with {@code =} before them. */
  static List<String> order(List<SourceRecord> records) {
    List<String> order = new ArrayList<>();
    for (SourceRecord record : records) {
      boolean isState = record.topic().equals(STATES);
      order.add((isState ? "=" : "") + version(record));
    }
    return order;
  }

  static String version(SourceRecord record) {
    return header(record, "ce_entityversion");
  }

  static String header(SourceRecord record, String name) {
    Header header = record.headers().lastWithName(name);
    return header == null ? "none" : text(header.value());
  }

  static String text(@Nullable Object value) {
    if (value == null) {
      return "-";
    }
    return value instanceof byte[] bytes ? new String(bytes, UTF_8) : value.toString();
  }

  private static void close(@Nullable Publisher open) {
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    close(publisher);
    store.close();
  }
}
