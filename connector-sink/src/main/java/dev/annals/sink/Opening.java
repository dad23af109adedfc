package dev.annals.sink;

import dev.annals.model.Source;
import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Progress;
import dev.annals.model.store.Segment;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out all about a source before it is fed: which life of its topic this is, how far it is
 * decided, by which mapping; and takes ownership of its refusals.
 *
 * @param log where it is written
 * @param incarnations tells the topic's lives apart
 * @param sourceName of a topic
 * @param mapping the fingerprint of the mapping now
 * @param acceptsChange whether the user says that another mapping than before is meant
 * @param clock the appender's
 */
record Opening(
    OutcomeLog log,
    Incarnations incarnations,
    UnaryOperator<String> sourceName,
    String mapping,
    boolean acceptsChange,
    InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  /** Opens the source of a partition. */
  CompletionStage<Opened> open(TopicPartition partition) {
    String name = sourceName.apply(partition.topic());
    return incarnations
        .incarnation(partition.topic())
        .thenApply(incarnation -> new Source(name, partition.partition(), incarnation))
        .thenCompose(
            source -> log.progress(name).thenCompose(rows -> open(partition, source, rows)));
  }

  private CompletionStage<Opened> open(
      TopicPartition partition, Source source, List<Progress> rows) {
    boolean earlierLife = false;
    for (Progress row : rows) {
      if (row.source().equals(source)) {
        return claim(partition, row, false);
      }
      earlierLife |= row.source().partition() == source.partition();
    }
    if (rows.stream().noneMatch(row -> incarnations.mayFollow(row.source().incarnation()))) {
      rows.stream()
          .max(Comparator.comparing(Progress::updatedAt))
          .ifPresent(newest -> refuseAnotherIncarnation(source, newest.source()));
    }
    Progress none =
        new Progress(
            source, 0, Map.of(), mapping, null, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return claim(partition, none, earlierLife);
  }

  /** Not by accident: all that was read would be read again, and its events appended again. */
  private static void refuseAnotherIncarnation(Source source, Source before) {
    throw new ConnectException(
        "the topic was read as %s until now, and as %s it would be read again from its beginning: source.incarnation was set before, or kafka.admin.bootstrap.servers was added or taken away. Set source.incarnation=%s, to go on where it is. If the topic was created again meanwhile, set source.incarnation=%s (it goes for all topics of the sink), to read it from its beginning."
            .formatted(before, source, before.incarnation(), source.incarnation()));
  }

  private CompletionStage<Opened> claim(
      TopicPartition partition, Progress progress, boolean laterLife) {
    boolean changed = !progress.mapping().equals(mapping);
    if (changed && !acceptsChange) {
      return CompletableFuture.failedStage(
          new ConnectException(
              "%s was read by another mapping of records to events up to offset %d. Restore the mapping; or set another source.name and reset the connector's offsets, to read the topic again; or set mapping.change.accept=true, to go on by the new mapping from here."
                  .formatted(progress.source(), progress.upto())));
    }
    if (changed) {
      LOG.warn("{} goes on from {} by another mapping", progress.source(), progress.upto());
    }
    UUID owner = UUID.randomUUID();
    long upto = progress.upto();
    return log.claim(progress.source(), Segment.bucketOf(upto), owner, upto)
        .thenApply(
            refusals ->
                new Opened(
                    partition,
                    progress,
                    laterLife,
                    acceptsChange,
                    owner,
                    refusals,
                    incarnations.remedy(progress.source().incarnation())));
  }
}
