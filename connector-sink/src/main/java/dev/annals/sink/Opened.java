package dev.annals.sink;

import dev.annals.model.Source;
import dev.annals.model.store.Progress;
import dev.annals.model.store.Refusal;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * What has to be known of a source before it is fed.
 *
 * @param partition what feeds it
 * @param progress how far it is decided; at 0 for a source that was never fed
 * @param laterLife whether it was never fed, but an earlier incarnation of it was
 * @param readOtherwise whether the user says that records below {@code upto} were read by another
 *     mapping: then they cannot be compared with what is stored
 * @param owner drawn at random, owns the log bucket of {@code upto}
 * @param refusals what is refused in that bucket, from {@code upto} on: decided beforehand
 * @param remedy what to do should the topic turn out to have been created again; a sentence without
 *     its full stop
 */
record Opened(
    TopicPartition partition,
    Progress progress,
    boolean laterLife,
    boolean readOtherwise,
    UUID owner,
    List<Refusal> refusals,
    String remedy) {
  Opened {
    refusals = List.copyOf(refusals);
  }

  Source source() {
    return progress.source();
  }

  /** Whether it was fed before. */
  boolean isResumed() {
    return progress.upto() > 0;
  }

  /**
   * Where to read from: the last decided record, so that it can be told from another one in its
   * place; the beginning of a later life, since the consumer group's offset is of an earlier one.
   * Empty: wherever the consumer starts.
   */
  OptionalLong startAt() {
    if (isResumed()) {
      return OptionalLong.of(progress.upto() - 1);
    }
    return laterLife ? OptionalLong.of(0) : OptionalLong.empty();
  }
}
