package dev.annals.source;

import static dev.annals.source.StateScenario.close;
import static dev.annals.source.StateScenario.json;
import static dev.annals.source.StateScenario.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.NewEvent;
import dev.annals.model.StreamId;
import dev.annals.reduce.ReduceException;
import dev.annals.reduce.State;
import dev.annals.source.scan.Await;
import dev.annals.source.state.StateWhen;
import dev.annals.source.tail.Feed;
import dev.annals.store.load.Loader;
import dev.annals.upcast.Json;
import dev.annals.upcast.UpcastException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Without transactions, a worker that dies leaves some records of a poll in Kafka and loses others,
 * and Connect stores of each source partition the offset of the last record before which none is
 * missing. Whatever that is, a compacted topic of states ends up with the newest of each stream.
 */
class StatesAfterCrashesTest {
  private final Map<String, String> compacted = new HashMap<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Set<StreamId> closed = new HashSet<>();
  private int lostStates;
  private int events;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void no_state_is_lost_with_its_events_published(long seed) throws Exception {
    Random random = new Random(seed);
    try (StateScenario scenario = new StateScenario()) {
      scenario.when = seed % 2 == 0 ? StateWhen.SNAPSHOTS : StateWhen.CHANGES;
      scenario.every = 3;
      List<StreamId> streams = streams();
      List<Feed> feeds = feeds(scenario);
      for (int round = 0; round < 25; round++) {
        feed(feeds, streams, random, 20);
        publishWithCrashes(scenario, random);
        assertKept(scenario, streams, "seed %d, round %d".formatted(seed, round));
      }
      feeds.get(0).append(streams.get(0), close("closing"));
      feeds.get(0).writeLog();
      publishWithCrashes(scenario, random);
      closed.add(streams.get(0));
      assertKept(scenario, streams, "seed %d, closed".formatted(seed));
      assertThat(lostStates).isGreaterThan(100);
    }
  }

  @ParameterizedTest
  @EnumSource(StateWhen.class)
  void without_crashes_versions_only_grow(StateWhen when) throws Exception {
    try (StateScenario scenario = new StateScenario()) {
      scenario.when = when;
      scenario.every = 3;
      Random random = new Random(99);
      List<StreamId> streams = streams();
      feed(feeds(scenario), streams, random, 400);
      scenario.maxEvents = 7;
      for (List<SourceRecord> poll = scenario.poll(); !poll.isEmpty(); poll = scenario.poll()) {
        for (SourceRecord state : statesOf(poll)) {
          long version = Long.parseLong(StateScenario.version(state));
          assertThat(versions.getOrDefault(StateScenario.text(state.key()), 0L))
              .isLessThan(version);
          write(state);
        }
      }
      for (StreamId stream : streams) {
        long head = Await.answer(scenario.store.head(stream));
        assertThat(compacted.get(stream.entityId()))
            .isEqualTo(folded(scenario, stream, when.lastDue(head, 3)));
      }
    }
  }

  /** Until nothing is left to publish. */
  private void publishWithCrashes(StateScenario scenario, Random random) {
    int quiet = 0;
    while (quiet < 3) {
      List<SourceRecord> poll = scenario.next();
      quiet = poll.isEmpty() ? quiet + 1 : 0;
      if (random.nextInt(4) == 0) {
        scenario.stored.commit(poll);
        poll.forEach(this::write);
      } else {
        crash(scenario, poll, random);
        scenario.maxEvents = 1 + random.nextInt(20);
        scenario.start();
      }
    }
  }

  private void assertKept(StateScenario scenario, List<StreamId> streams, String when)
      throws UpcastException, ReduceException {
    for (StreamId stream : streams) {
      long due = scenario.when.lastDue(Await.answer(scenario.store.head(stream)), 3);
      if (closed.contains(stream) || due > 0) {
        assertThat(compacted.get(stream.entityId()))
            .as("%s, %s", stream, when)
            .isEqualTo(closed.contains(stream) ? "none" : folded(scenario, stream, due));
      }
    }
  }

  private static List<StreamId> streams() {
    List<StreamId> streams = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      streams.add(order("s" + i));
    }
    return streams;
  }

  private static List<Feed> feeds(StateScenario scenario) {
    List<Feed> feeds = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      feeds.add(new Feed(scenario.store, "source" + i));
    }
    return feeds;
  }

  /** Several sources feed each stream, and write the log behind each other. */
  private void feed(List<Feed> feeds, List<StreamId> streams, Random random, int appends) {
    for (int i = 0; i < appends; i++) {
      StreamId stream = streams.get(random.nextInt(streams.size()));
      Feed feed = feeds.get(random.nextInt(feeds.size()));
      NewEvent change = json("e" + events, "{\"m%d\":%d}".formatted(random.nextInt(5), events++));
      if (random.nextBoolean()) {
        feed.append(stream, change);
      } else {
        feed.append(stream, change, json("f" + events, "{\"n\":" + events + "}"));
      }
      if (random.nextInt(10) == 0) {
        feed.writeLog(1 + random.nextInt(5));
      }
    }
    feeds.forEach(Feed::writeLog);
  }

  /** Each record is written or lost; offsets are stored up to the first that is lost. */
  private void crash(StateScenario scenario, List<SourceRecord> poll, Random random) {
    int reached = random.nextInt(poll.size() + 1);
    Set<Map<String, ?>> torn = new HashSet<>();
    for (int i = 0; i < poll.size(); i++) {
      SourceRecord record = poll.get(i);
      boolean isWritten = i < reached ? random.nextInt(8) > 0 : random.nextInt(20) == 0;
      if (!isWritten) {
        torn.add(record.sourcePartition());
        lostStates += record.topic().equals(StateScenario.STATES) ? 1 : 0;
      } else {
        write(record);
        if (!torn.contains(record.sourcePartition())) {
          scenario.stored.commit(List.of(record));
        }
      }
    }
  }

  private static List<SourceRecord> statesOf(List<SourceRecord> poll) {
    return poll.stream().filter(record -> record.topic().equals(StateScenario.STATES)).toList();
  }

  private void write(SourceRecord record) {
    if (record.topic().equals(StateScenario.STATES)) {
      String key = StateScenario.text(record.key());
      long version = Long.parseLong(StateScenario.version(record));
      assertThat(version).as(key).isGreaterThanOrEqualTo(versions.getOrDefault(key, 0L));
      versions.put(key, version);
      compacted.put(key, record.value() == null ? "none" : StateScenario.text(record.value()));
    }
  }

  private static String folded(StateScenario scenario, StreamId stream, long version)
      throws UpcastException, ReduceException {
    Loader loader = new Loader(scenario.store, scenario.store.snapshots(), Runnable::run);
    State state = Await.answer(loader.loadAt(stream, version, scenario.fold()));
    return StateScenario.text(Json.write(state.document()).toArray());
  }
}
