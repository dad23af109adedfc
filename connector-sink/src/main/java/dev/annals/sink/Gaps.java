package dev.annals.sink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of positions that were to be read, but are not in the topic any more: never silent. */
final class Gaps {
  private static final Logger log = LoggerFactory.getLogger(Gaps.class);

  /** Knows where a partition starts. */
  interface LogStarts {
    CompletionStage<Long> start(TopicPartition partition);
  }

  /**
   * Positions that did not come though they were next.
   *
   * @param incarnation of the source
   * @param from the first that did not come
   * @param upto the first that came
   */
  record Gap(TopicPartition partition, String incarnation, long from, long upto) {}

  /** Under load a topic with transactions has harmless gaps many times a second. */
  private static final Duration BETWEEN_HINTS = Duration.ofMinutes(1);

  private final @Nullable LogStarts starts;
  private final LongAdder undelivered;
  private final InstantSource clock;
  private Instant lastHint = Instant.MIN;

  /**
   * Tells of gaps.
   *
   * @param starts absent where Kafka cannot be asked
   * @param undelivered counts the positions
   * @param clock says when it is time to tell of gaps again that may be harmless
   */
  Gaps(@Nullable LogStarts starts, LongAdder undelivered, InstantSource clock) {
    this.starts = starts;
    this.undelivered = undelivered;
    this.clock = clock;
  }

  /** A source went on at a later position than expected. Under the task's lock. */
  void found(Gap gap) {
    undelivered.add(gap.upto() - gap.from());
    boolean hint = isTimeForHint();
    if (starts != null) {
      starts.start(gap.partition()).whenComplete((start, error) -> tell(gap, start, error, hint));
    } else if (hint) {
      log.warn(
          "{}: offsets {} to {} were not delivered. Compaction and transactions leave holes, and a"
              + " transform may drop records; if the topic's retention removed records, they are"
              + " lost: retention must outlast every outage of the sink. To be told which it was,"
              + " set kafka.admin.bootstrap.servers together with source.incarnation={}: without"
              + " the latter the topic would be read again. The next such gap is told of in a"
              + " minute at the earliest; the metric undelivered counts all of them.",
          gap.partition(),
          gap.from(),
          gap.upto() - 1,
          gap.incarnation());
    }
  }

  private boolean isTimeForHint() {
    Instant now = clock.instant();
    boolean time = !now.minus(BETWEEN_HINTS).isBefore(lastHint);
    if (time) {
      lastHint = now;
    }
    return time;
  }

  private static void tell(Gap gap, @Nullable Long start, @Nullable Throwable error, boolean hint) {
    if (start == null) {
      log.warn(
          "{}: offsets {} to {} were not delivered, and Kafka does not tell where the log starts",
          gap.partition(),
          gap.from(),
          gap.upto() - 1,
          error);
    } else if (start > gap.from()) {
      log.error(
          "{}: records from offset {} to {} were removed by the topic's retention before the sink"
              + " read them: they are lost. Retention must outlast every outage of the sink.",
          gap.partition(),
          gap.from(),
          Math.min(start, gap.upto()) - 1);
    } else if (hint) {
      log.info(
          "{}: offsets {} to {} hold no record (compaction, transactions, or a transform that"
              + " drops records); the log starts at {}, nothing was removed by retention",
          gap.partition(),
          gap.from(),
          gap.upto() - 1,
          start);
    }
  }
}
