package dev.annals.source;

import dev.annals.connector.record.TopicTemplate;
import dev.annals.source.replay.Ranges;
import dev.annals.source.replay.Scope;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a task is told of the replay it takes part in.
 *
 * @param mode whether there is a replay, and whether a tail follows
 * @param name the connector's, which its offsets carry
 * @param run the id of a run that begins now; the one in the offsets counts, where there is one
 * @param scope what to publish
 * @param topic where to publish, where no tail follows
 * @param controlTopic where to tell how far it is
 * @param eventsPerSecond of all tasks together; 0: as many as they can
 * @param logRetention how long the log is kept that the tail goes on with
 * @param onExpiredLog what becomes of a tail whose log expired before it was read
 */
record ReplaySettings(
    Mode mode,
    String name,
    String run,
    Scope scope,
    TopicTemplate topic,
    String controlTopic,
    int eventsPerSecond,
    Duration logRetention,
    OnExpiredLog onExpiredLog) {
  /** What a connector does. */
  enum Mode {
    /** It publishes what happens. */
    TAIL,
    /** It publishes again what is in the streams, and then nothing. */
    REPLAY,
    /** It publishes what is in the streams, and then what happens. */
    BOOTSTRAP;

    static Mode of(String setting) {
      return valueOf(setting.toUpperCase(Locale.ROOT));
    }
  }

  /** What becomes of a tail whose log expired before it was read. */
  enum OnExpiredLog {
    /** It stops with a sentence. */
    FAIL,
    /** It publishes what is missing from the streams. */
    REPLAY;

    static OnExpiredLog of(String setting) {
      return valueOf(setting.toUpperCase(Locale.ROOT));
    }
  }

  /** No replay. */
  static ReplaySettings none(String name) {
    return new ReplaySettings(
        Mode.TAIL,
        name,
        "",
        Scope.EVERYTHING,
        new TopicTemplate("none"),
        "none",
        0,
        Duration.ZERO,
        OnExpiredLog.FAIL);
  }

  /**
   * The ranges of one task: those that leave its number when divided by how many tasks there are.
   */
  static SortedSet<Integer> ranges(int task, int tasks) {
    SortedSet<Integer> owned = new TreeSet<>();
    for (int range = task; range < Ranges.COUNT; range += tasks) {
      owned.add(range);
    }
    return owned;
  }

  /** The replay's row in the store. */
  String rowName(String ofRun) {
    return name + " " + ofRun;
  }

  /** What the row says the run does. */
  String scopeText() {
    return mode == Mode.BOOTSTRAP ? "bootstrap of " + scope.text() : scope.text();
  }
}
