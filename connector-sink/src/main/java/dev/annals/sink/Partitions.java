package dev.annals.sink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of a task, and what the consumer has to be told for them: where to go on, when to
 * pause. Guarded by the task's {@link TaskLoop}; except for answers of the store, on the worker's
 * thread.
 */
final class Partitions {
  private static final Logger log = LoggerFactory.getLogger(Partitions.class);

  /** How long a zombie has to notice that it is one. */
  private static final Duration REOPEN_WAIT = Duration.ofSeconds(2);

  private final SinkTaskContext context;
  private final TaskLoop loop;
  private final InstantSource clock;
  private final Function<TopicPartition, CompletionStage<Feed>> opener;
  private final Map<TopicPartition, Assignment> assignments = new LinkedHashMap<>();
  private boolean paused;

  /**
   * No partitions yet.
   *
   * @param opener opens the source of a partition
   */
  Partitions(
      SinkTaskContext context,
      TaskLoop loop,
      InstantSource clock,
      Function<TopicPartition, CompletionStage<Feed>> opener) {
    this.context = context;
    this.loop = loop;
    this.clock = clock;
    this.opener = opener;
  }

  void open(Collection<TopicPartition> added) {
    for (TopicPartition partition : added) {
      open(new Assignment(partition, OptionalLong.empty()));
    }
  }

  private void open(Assignment assignment) {
    TopicPartition partition = assignment.partition();
    assignments.put(partition, assignment);
    context.pause(partition);
    loop.after(opener.apply(partition), assignment::isClosed, feed -> opened(assignment, feed));
  }

  private void opened(Assignment assignment, Feed feed) {
    for (Assignment other : assignments.values()) {
      if (other.feeds(feed.source())) {
        throw new ConnectException(
            "%s and %s would both be the source %s: source.name must tell topics apart, by ${topic}"
                .formatted(other.partition(), assignment.partition(), feed.source()));
      }
    }
    assignment.opened(feed);
  }

  @Nullable Assignment get(TopicPartition partition) {
    return assignments.get(partition);
  }

  /** All that the task is to read. */
  List<TopicPartition> assigned() {
    return List.copyOf(assignments.keySet());
  }

  /** The sources that are read. */
  List<Feed> feeds() {
    return assignments.values().stream().map(Assignment::feed).filter(Objects::nonNull).toList();
  }

  /** Whether the consumer will have to be told something soon. */
  boolean areBusy() {
    return paused || feeds().size() < assignments.size();
  }

  /** Asks for records again later: nothing of the partition is decided or committed before. */
  void giveBack(TopicPartition partition, long first) {
    context.offset(partition, first);
    context.pause(partition);
  }

  /** Tells the consumer what there is to tell. */
  void turn(Backlog backlog) {
    reopenLost();
    startReading();
    feeds().forEach(Feed::turn);
    pauseOrResume(backlog);
  }

  /**
   * Opens the sources again that others fed meanwhile, if the worker still says that they are this
   * task's: a zombie's worker finds before that they were taken away.
   */
  private void reopenLost() {
    Instant since = clock.instant().minus(REOPEN_WAIT);
    for (Assignment assignment : List.copyOf(assignments.values())) {
      Instant lostAt = assignment.lostAt();
      if (lostAt != null && lostAt.isBefore(since)) {
        log.warn(
            "{}: another task refused records of this source, so this one stopped for a while. Once"
                + " after a rebalance that is all right; again and again, it means that two"
                + " connectors read the topic under one source.name.",
            assignment.partition());
        open(assignment.anew());
      }
    }
  }

  private void startReading() {
    for (Assignment assignment : assignments.values()) {
      if (assignment.waitsForConsumer()) {
        TopicPartition partition = assignment.partition();
        assignment.startAt().ifPresent(offset -> context.offset(partition, offset));
        assignment.startReading();
        if (!paused) {
          context.resume(partition);
        }
      }
    }
  }

  private void pauseOrResume(Backlog backlog) {
    if (!paused && backlog.isOver()) {
      paused = true;
      context.pause(read());
    } else if (paused && backlog.isLow()) {
      paused = false;
      feeds().forEach(Feed::resumed);
      context.resume(read());
    }
  }

  private TopicPartition[] read() {
    return assignments.values().stream()
        .filter(assignment -> assignment.feed() != null)
        .map(Assignment::partition)
        .toArray(TopicPartition[]::new);
  }

  /** See {@link StartedSink#preCommit}. */
  Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> read) {
    Map<TopicPartition, OffsetAndMetadata> logged = new HashMap<>();
    read.forEach(
        (partition, offset) -> {
          Assignment assignment = assignments.get(partition);
          Feed feed = assignment == null ? null : assignment.feed();
          if (feed != null && feed.upto() > 0) {
            long upto = Math.min(feed.upto(), offset.offset());
            logged.put(partition, new OffsetAndMetadata(upto));
          }
        });
    return logged;
  }

  /** Takes partitions out; what is under way in them goes on. */
  List<Assignment> remove(Collection<TopicPartition> removed) {
    List<Assignment> closing = new ArrayList<>();
    for (TopicPartition partition : removed) {
      Assignment assignment = assignments.remove(partition);
      if (assignment != null) {
        assignment.startClosing();
        closing.add(assignment);
      }
    }
    return closing;
  }
}
