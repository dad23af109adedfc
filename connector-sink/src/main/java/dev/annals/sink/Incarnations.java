package dev.annals.sink;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells the lives of topics apart: one that was deleted and created again starts at offset 0. */
interface Incarnations {
  /** The incarnation a topic is in now. */
  CompletionStage<String> incarnation(String topic);

  /** The same for all topics, as it was set. */
  static Incarnations fixed(String incarnation) {
    return topic -> CompletableFuture.completedStage(incarnation);
  }
}
