package dev.annals.sink;

import dev.annals.connector.config.SourceNaming;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of topics.
 *
 * @param incarnations tells their lives apart
 * @param starts where partitions start; absent where Kafka cannot be asked
 * @param lag how much of partitions is still to come
 * @param close lets go of Kafka
 */
record Topics(
    Incarnations incarnations, Gaps.@Nullable LogStarts starts, ConsumerLag lag, Runnable close) {
  /** The incarnation where none is set and Kafka is not asked. */
  private static final String FIRST_LIFE = "1";

  /** Where nobody knows how much is to come. */
  Topics(Incarnations incarnations, Gaps.@Nullable LogStarts starts, Runnable close) {
    this(incarnations, starts, ConsumerLag.UNKNOWN, close);
  }

  /**
   * As configured: an incarnation that is set comes before the topic's id.
   *
   * @param lag of the task's consumer
   * @param thread to connect to Kafka on
   */
  static Topics of(SourceNaming naming, ConsumerLag lag, Executor thread) {
    String set = naming.incarnation();
    if (naming.admin().isEmpty()) {
      Incarnations told = set == null ? Incarnations.assumed(FIRST_LIFE) : Incarnations.fixed(set);
      return new Topics(told, null, lag, () -> {});
    }
    KafkaTopics kafka = new KafkaTopics(naming.admin(), thread);
    return new Topics(set == null ? kafka : Incarnations.fixed(set), kafka, lag, kafka::close);
  }
}
