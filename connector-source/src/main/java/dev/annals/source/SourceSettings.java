package dev.annals.source;

import dev.annals.connector.record.OutputTopics;
import dev.annals.connector.record.Shapes;
import dev.annals.source.tail.TailSettings;
import dev.annals.source.tail.TailSettings.Outputs;
import dev.annals.source.tail.TailSettings.Start;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a task is told, apart from where its store is.
 *
 * @param topics where to publish
 * @param shapes in which shape
 * @param task the task's number, from 0
 * @param tasks how many tasks share the shards
 * @param start where a source without an offset begins
 * @param pollInterval how long to wait when everything is published
 * @param maxEvents how many events one poll returns, unless a single append has more
 * @param maxBufferedBytes how much of the log is read ahead
 * @param requestLimit the largest record to publish
 * @param forms what the converters take
 * @param replay whether there is a replay, and of what
 * @param states which states are published
 */
record SourceSettings(
    OutputTopics topics,
    Shapes shapes,
    int task,
    int tasks,
    Start start,
    Duration pollInterval,
    int maxEvents,
    long maxBufferedBytes,
    RequestLimit requestLimit,
    PublishedForms forms,
    ReplaySettings replay,
    StateSettings states) {

  /** The settings of the task's tail, which owns every shard that leaves its number. */
  TailSettings tail(int shards) {
    return new TailSettings(
        shards(shards),
        start,
        new Outputs(topics.rejected() != null, topics.exceptions() != null),
        pollInterval,
        maxEvents,
        maxBufferedBytes,
        TailSettings.DEFAULT_MAX_EARLY);
  }

  /** The shards that this task tails. */
  SortedSet<Integer> shards(int shards) {
    SortedSet<Integer> owned = new TreeSet<>();
    for (int shard = task; shard < shards; shard += tasks) {
      owned.add(shard);
    }
    return owned;
  }

  /** Where to publish: a replay that no tail follows has a topic of its own. */
  OutputTopics publishedTopics() {
    return replay.mode() == ReplaySettings.Mode.REPLAY
        ? new OutputTopics(replay.topic(), null, null)
        : topics;
  }
}
