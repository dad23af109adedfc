package dev.annals.sink;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka for the ids of topics, which tell the lives of a topic apart, and for where partitions
 * start. Asks again while Kafka cannot be reached. Thread-safe.
 */
final class KafkaTopics implements Incarnations.TopicIds, Gaps.LogStarts, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KafkaTopics.class);
  private static final long RETRY_MS = 2_000;

  private final Map<String, Object> settings;
  private final Executor thread;
  private @Nullable Admin admin;
  private volatile boolean closed;

  /**
   * Connects at the first question.
   *
   * @param settings of an admin client
   * @param thread to connect on, since looking up host names takes its time
   */
  KafkaTopics(Map<String, Object> settings, Executor thread) {
    this.settings = settings;
    this.thread = thread;
  }

  @Override
  public CompletionStage<String> incarnation(String topic) {
    return ask(
        "the id of topic " + topic,
        client ->
            client
                .describeTopics(List.of(topic))
                .allTopicNames()
                .toCompletionStage()
                .thenApply(topics -> id(topics.values().iterator().next())));
  }

  private static String id(TopicDescription topic) {
    if (topic.topicId().equals(Uuid.ZERO_UUID)) {
      throw new ConnectException("its brokers are too old to give topics an id");
    }
    return topic.topicId().toString();
  }

  @Override
  public CompletionStage<Long> start(TopicPartition partition) {
    return ask(
        "where " + partition + " starts",
        client ->
            client
                .listOffsets(Map.of(partition, OffsetSpec.earliest()))
                .partitionResult(partition)
                .toCompletionStage()
                .thenApply(result -> result.offset()));
  }

  private <T> CompletionStage<T> ask(String what, Function<Admin, CompletionStage<T>> question) {
    return ask(what, question, false);
  }

  private <T> CompletionStage<T> ask(
      String what, Function<Admin, CompletionStage<T>> question, boolean again) {
    return CompletableFuture.supplyAsync(this::connected, thread)
        .thenCompose(question)
        .exceptionallyCompose(error -> askAgain(what, question, error, again));
  }

  private <T> CompletionStage<T> askAgain(
      String what, Function<Admin, CompletionStage<T>> question, Throwable error, boolean again) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (closed || !(cause instanceof RetriableException)) {
      return CompletableFuture.failedStage(
          new ConnectException(
              "Kafka does not tell %s: %s. Check kafka.admin.*, or take it away and set source.incarnation to the one the source has."
                  .formatted(what, cause.getMessage()),
              cause));
    }
    if (!again) {
      log.warn(
          "Kafka does not tell {} yet, asking again until it does: {}", what, cause.toString());
    }
    Executor later = CompletableFuture.delayedExecutor(RETRY_MS, TimeUnit.MILLISECONDS, thread);
    return CompletableFuture.supplyAsync(() -> ask(what, question, true), later)
        .thenCompose(Function.identity());
  }

  private synchronized Admin connected() {
    if (closed) {
      throw new ConnectException("the task stopped while it asked Kafka");
    }
    if (admin == null) {
      admin = Admin.create(settings);
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
