package dev.annals.source.tail;

import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Progress;
import dev.annals.source.scan.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Looks how far the sources are decided, as often as that is worth it. Not thread-safe. */
final class ProgressWatch {
  /** New names appear when somebody starts a connector: that may take a moment to be seen. */
  private static final Duration NAMES_INTERVAL = Duration.ofSeconds(2);

  private final OutcomeLog log;
  private final LongSupplier nanoTime;
  private final SortedSet<String> names = new TreeSet<>();
  private final long intervalNanos;
  private long namesReadAt;
  private long readAt;
  private boolean first = true;

  ProgressWatch(OutcomeLog log, Duration interval, LongSupplier nanoTime) {
    this.log = log;
    this.intervalNanos = interval.toNanos();
    this.nanoTime = nanoTime;
  }

  /** The progress of all sources; empty where it was read a moment ago. */
  List<Progress> read() {
    long now = nanoTime.getAsLong();
    if (!first && now - readAt < intervalNanos) {
      return List.of();
    }
    // Names take a scan of a small table, so not every time.
    if (names.isEmpty() || now - namesReadAt >= NAMES_INTERVAL.toNanos()) {
      names.addAll(Await.answer(log.sourceNames()));
      namesReadAt = now;
    }
    List<CompletionStage<List<Progress>>> answers = new ArrayList<>();
    for (String name : names) {
      answers.add(log.progress(name));
    }
    List<Progress> progress = new ArrayList<>();
    for (CompletionStage<List<Progress>> answer : answers) {
      progress.addAll(Await.answer(answer));
    }
    first = false;
    readAt = now;
    return progress;
  }
}
