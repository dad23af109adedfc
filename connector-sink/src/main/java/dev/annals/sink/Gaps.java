package dev.annals.sink;

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

  private final @Nullable LogStarts starts;
  private final LongAdder undelivered;

  /**
   * Tells of gaps.
   *
   * @param starts absent where Kafka cannot be asked
   * @param undelivered counts the positions
   */
  Gaps(@Nullable LogStarts starts, LongAdder undelivered) {
    this.starts = starts;
    this.undelivered = undelivered;
  }

  /**
   * A source went on at a later position than expected, without the record before.
   *
   * @param from the first position that did not come
   * @param upto the first that came
   */
  void found(TopicPartition partition, long from, long upto) {
    undelivered.add(upto - from);
    if (starts == null) {
      log.warn(
          "{}: offsets {} to {} were not delivered. Compaction and transactions leave holes, and a"
              + " transform may drop records; if the topic's retention removed records, they are"
              + " lost: retention must outlast every outage of the sink. Set kafka.admin.* to be"
              + " told which it was.",
          partition,
          from,
          upto - 1);
      return;
    }
    starts
        .start(partition)
        .whenComplete((start, error) -> tell(partition, from, upto, start, error));
  }

  private static void tell(
      TopicPartition partition,
      long from,
      long upto,
      @Nullable Long start,
      @Nullable Throwable error) {
    if (start == null) {
      log.warn(
          "{}: offsets {} to {} were not delivered, and Kafka does not tell where the log starts",
          partition,
          from,
          upto - 1,
          error);
    } else if (start > from) {
      log.error(
          "{}: records from offset {} to {} were removed by the topic's retention before the sink"
              + " read them: they are lost. Retention must outlast every outage of the sink.",
          partition,
          from,
          Math.min(start, upto) - 1);
    } else {
      log.info(
          "{}: offsets {} to {} hold no record (compaction, transactions, or a transform that"
              + " drops records); the log starts at {}, nothing was removed by retention",
          partition,
          from,
          upto - 1,
          start);
    }
  }
}
