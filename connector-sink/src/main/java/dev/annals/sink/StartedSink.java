package dev.annals.sink;

import dev.annals.connector.record.Origin;
import dev.annals.connector.record.RecordDecoder;
import dev.annals.connector.store.StoreConnection;
import dev.annals.sink.snapshot.SnapshotTaker;
import dev.annals.sink.snapshot.SnapshotTally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running sink task, as the worker's thread sees it. Nothing here waits for Cassandra: records go
 * to the feed of their partition, and what the worker has to do for the feeds (seek, pause, report,
 * commit) is done at its next call, which is soon.
 */
final class StartedSink {
  private static final Logger log = LoggerFactory.getLogger(StartedSink.class);

  /** When the worker is to call again while something is under way, should no record come. */
  static final long BUSY_MS = 25;

  /** And while nothing is: how long it may take to notice a rebalance. */
  static final long IDLE_MS = 500;

  /** Group offsets are for people to look at; the task itself goes on from its progress. */
  private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(1);

  /** What is under way when a partition is taken away gets this long to be logged. */
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(3);

  private final SinkTaskContext context;
  private final SinkSettings settings;
  private final StoreConnection store;
  private final Topics topics;
  private final TaskLoop loop;
  private final InstantSource clock;
  private final ThreadFactory threads;
  private final Tally tally = new Tally();
  private final SnapshotTally snapshots = new SnapshotTally();
  private final Backlog backlog;
  private final DeadLetters deadLetters;
  private final CompletionStage<TaskParts> parts;
  private final Pace pace;
  private final ProgressLine progressLine;
  private final Partitions partitions;
  private long committedSum;
  private Instant lastCommit = Instant.EPOCH;

  /**
   * A task that takes records as soon as its store is open.
   *
   * @param store is closed with the task
   * @param topics closed with the task
   * @param threads makes daemon threads for what is done beside
   */
  StartedSink(
      SinkTaskContext context,
      SinkSettings settings,
      StoreConnection store,
      Topics topics,
      TaskLoop loop,
      ThreadFactory threads,
      InstantSource clock) {
    this.context = context;
    this.settings = settings;
    this.store = store;
    this.topics = topics;
    this.loop = loop;
    this.threads = threads;
    this.clock = clock;
    this.backlog = new Backlog(settings.maxPendingRecords(), settings.maxPendingBytes());
    this.deadLetters =
        new DeadLetters(
            settings.deadLetterQueue() ? context.errantRecordReporter() : null,
            settings.deadLetterMaxBytes());
    this.pace = new Pace(tally, backlog, topics.lag());
    this.progressLine = new ProgressLine(tally, pace, clock.instant());
    this.partitions = new Partitions(context, loop, clock, this::open);
    this.parts = store.opened().thenApply(this::parts);
    loop.after(parts, opened -> log.info("the store is open"));
    context.timeout(IDLE_MS);
  }

  private TaskParts parts(StoreConnection.Open open) {
    RecordDecoder decoder = new RecordDecoder(settings.mapping(), open.events().settings().id());
    return new TaskParts(
        open.events(),
        open.log(),
        loop,
        new Lanes(open.events(), new SchemaWrites(open.schemas(), clock), loop, tally.appending),
        new Controls(open.events(), open.snapshots(), settings.snapshots(), clock),
        decoder::decode,
        settings.mapping().fingerprint(),
        deadLetters,
        new Gaps(topics.starts(), tally.undelivered, clock),
        backlog,
        tally,
        new SnapshotTaker(
            settings.snapshots(), open.events(), open.snapshots(), threads, clock, snapshots),
        clock,
        settings.cassandra().schema().refusedRetention());
  }

  Tally tally() {
    return tally;
  }

  SnapshotTally snapshots() {
    return snapshots;
  }

  Backlog backlog() {
    return backlog;
  }

  Pace pace() {
    return pace;
  }

  private CompletionStage<Feed> open(TopicPartition partition) {
    return parts.thenCompose(open -> open(open, partition));
  }

  private CompletionStage<Feed> open(TaskParts open, TopicPartition partition) {
    return new Opening(
            open.log(),
            topics.incarnations(),
            settings.naming()::name,
            open.mapping(),
            settings.acceptsMappingChange(),
            clock)
        .open(partition)
        .thenApply(opened -> new Feed(open, opened));
  }

  /** Partitions are the task's from now on: nothing is read of them before their sources open. */
  void open(Collection<TopicPartition> added) {
    loop.run(() -> partitions.open(added));
  }

  /** Takes records, and does what the feeds need the worker's thread for. */
  void put(Collection<SinkRecord> records) {
    loop.run(
        () -> {
          loop.throwFault();
          take(records);
          deadLetters.turn();
          partitions.turn(backlog);
          requestCommit();
          pace.look(clock.instant(), partitions.assigned());
          progressLine.tell(clock.instant(), partitions.feeds());
          loop.throwFault();
          context.timeout(isBusy() ? BUSY_MS : IDLE_MS);
        });
  }

  private void take(Collection<SinkRecord> records) {
    Map<TopicPartition, Long> tooEarly = new HashMap<>();
    for (SinkRecord record : records) {
      Origin origin = Origin.of(record);
      Assignment assignment = partitions.get(origin.partition());
      if (assignment == null) {
        throw new ConnectException(
            "a record came from %s, which is not assigned to this task. On workers before Kafka 3.6 no transform may change a record's topic: remove it."
                .formatted(origin));
      }
      Feed feed = assignment.feed();
      if (feed == null) {
        tooEarly.putIfAbsent(origin.partition(), origin.offset());
      } else {
        tally.records.increment();
        feed.offer(Arrival.of(record, origin.offset()));
      }
    }
    tooEarly.forEach(partitions::giveBack);
  }

  private void requestCommit() {
    if (deadLetters.isPending()) {
      // Connect waits for the queue before it commits, and would fail with less than our sentence.
      return;
    }
    Instant now = clock.instant();
    long sum = partitions.feeds().stream().mapToLong(Feed::upto).sum();
    if (sum != committedSum && !now.isBefore(lastCommit.plus(BETWEEN_COMMITS))) {
      committedSum = sum;
      lastCommit = now;
      context.requestCommit();
    }
  }

  private boolean isBusy() {
    return partitions.areBusy() || backlog.records() > 0 || deadLetters.isPending();
  }

  /** What may be committed: only what is logged, and not more than was read. */
  Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> read) {
    return loop.call(() -> partitions.committable(read));
  }

  /**
   * Partitions are taken away: what is under way gets a while to be logged, the rest is dropped.
   */
  void close(Collection<TopicPartition> removed) {
    List<Assignment> closing = loop.call(() -> partitions.remove(removed));
    loop.await(
        () -> loop.hasFailed() || closing.stream().allMatch(Assignment::isQuiet), CLOSE_WAIT);
    loop.run(() -> closing.forEach(Assignment::close));
  }

  /** Ends the task. */
  void stop() {
    try {
      loop.stop();
    } finally {
      parts.thenAccept(opened -> opened.snapshots().close());
      store.close();
      topics.close().run();
    }
  }
}
