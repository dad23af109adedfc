package dev.annals.sink;

import dev.annals.model.Source;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition from {@code open()} to {@code close()}: its source is opened first, then the consumer
 * is sent to where it goes on, and only then records are taken. Guarded by the task's {@link
 * TaskLoop}.
 */
final class Assignment {
  private final TopicPartition partition;
  private final OptionalLong again;
  private @Nullable Feed feed;
  private boolean reading;
  private boolean closed;

  /**
   * A partition whose source is to be opened.
   *
   * @param again where to read from if the source was never fed; else wherever the consumer is
   */
  Assignment(TopicPartition partition, OptionalLong again) {
    this.partition = partition;
    this.again = again;
  }

  TopicPartition partition() {
    return partition;
  }

  /** The source is open. */
  void opened(Feed opened) {
    feed = opened;
  }

  /** Whether the consumer is to be sent to {@link #startAt} now. */
  boolean waitsForConsumer() {
    return feed != null && !reading;
  }

  /** See {@link Opened#startAt}. */
  OptionalLong startAt() {
    return feed == null || feed.startAt().isEmpty() ? again : feed.startAt();
  }

  /** The consumer was sent there: what it delivers from now on is taken. */
  void startReading() {
    reading = true;
  }

  /** What takes the records; absent until the consumer is where it goes on. */
  @Nullable Feed feed() {
    return reading ? feed : null;
  }

  /** Since when somebody else feeds the source; absent while all is well. */
  @Nullable Instant lostAt() {
    return feed == null ? null : feed.lostAt();
  }

  /** The same partition, to be opened again. */
  Assignment anew() {
    OptionalLong taken = feed == null ? OptionalLong.empty() : feed.again();
    return new Assignment(partition, taken.isPresent() ? taken : again);
  }

  /** Whether this source is opened here, be it read already or not. */
  boolean feeds(Source source) {
    return feed != null && feed.source().equals(source);
  }

  void startClosing() {
    closed = true;
    if (feed != null) {
      feed.startClosing();
    }
  }

  boolean isQuiet() {
    return feed == null || feed.isQuiet();
  }

  void close() {
    closed = true;
    if (feed != null) {
      feed.close();
    }
  }

  boolean isClosed() {
    return closed;
  }
}
