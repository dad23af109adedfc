package dev.annals.source;

import dev.annals.connector.record.OutputTopics;
import dev.annals.connector.record.Shapes;
import dev.annals.source.tail.TailSettings;
import dev.annals.source.tail.TailSettings.Outputs;
import dev.annals.source.tail.TailSettings.Start;
import java.time.Duration;
import java.util.Set;
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
    PublishedForms forms) {

  /** The settings of the task's tail, which owns every shard that leaves its number. */
  TailSettings tail(int shards) {
    Set<Integer> owned = new TreeSet<>();
    for (int shard = task; shard < shards; shard += tasks) {
      owned.add(shard);
    }
    return new TailSettings(
        owned,
        start,
        new Outputs(topics.rejected() != null, topics.exceptions() != null),
        pollInterval,
        maxEvents,
        maxBufferedBytes,
        TailSettings.DEFAULT_MAX_EARLY);
  }
}
