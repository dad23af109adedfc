package dev.annals.sink;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.Uuid;

/** Tells the lives of topics apart: one that was deleted and created again starts at offset 0. */
interface Incarnations {
  /** The incarnation a topic is in now. */
  CompletionStage<String> incarnation(String topic);

  /**
   * Whether a topic may have had this incarnation before. Where it had none of that kind, it is not
   * the topic that changed but the settings, by accident perhaps.
   */
  default boolean mayFollow(String earlier) {
    return true;
  }

  /** What to do where a topic was created again; a sentence without its full stop. */
  default String remedy(String incarnation) {
    return "Set source.incarnation to another text than '%s' (it goes for all topics of the sink)"
        .formatted(incarnation);
  }

  /** The same for all topics, as it was set: whoever set it wants it. */
  static Incarnations fixed(String incarnation) {
    return topic -> CompletableFuture.completedStage(incarnation);
  }

  /** The same for all topics, without anybody having said so. */
  static Incarnations assumed(String incarnation) {
    return new Incarnations() {
      @Override
      public CompletionStage<String> incarnation(String topic) {
        return CompletableFuture.completedStage(incarnation);
      }

      @Override
      public boolean mayFollow(String earlier) {
        return earlier.equals(incarnation);
      }
    };
  }

  /** The ids of topics: one topic's life follows another's, each with an id of its own. */
  interface TopicIds extends Incarnations {
    @Override
    default boolean mayFollow(String earlier) {
      return isTopicId(earlier);
    }

    @Override
    default String remedy(String incarnation) {
      return "Restart the task: it will find the topic's new life";
    }

    private static boolean isTopicId(String text) {
      try {
        return Uuid.fromString(text).toString().equals(text);
      } catch (IllegalArgumentException notAnId) {
        return false;
      }
    }
  }
}
