package dev.annals.source.tail;

import dev.annals.model.store.OutcomeLog;
import dev.annals.model.store.Progress;
import dev.annals.source.scan.Await;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks how far the sources are decided, as often as that is worth it. Names under which something
 * happens are looked at each time, and of the others so many by turns: with a thousand topics, most
 * of which are silent, Cassandra would be busy with nothing else. Not thread-safe.
 */
final class ProgressWatch {
  /** New names appear when somebody starts a connector: that may take a moment to be seen. */
  private static final Duration NAMES_INTERVAL = Duration.ofSeconds(2);

  /** With as many names as this or fewer, none waits for its turn. */
  static final int QUIET_AT_ONCE = 16;

  private final Supplier<CompletionStage<List<String>>> sourceNames;
  private final Function<String, CompletionStage<List<Progress>>> progressOf;
  private final LongSupplier nanoTime;
  private final long intervalNanos;

  /** What the positions under each name that is known add up to: that only grows. */
  private final Map<String, Long> sums = new HashMap<>();

  private final List<String> moving = new ArrayList<>();
  private final ArrayDeque<String> quiet = new ArrayDeque<>();
  private long namesReadAt;
  private long readAt;
  private boolean first = true;

  ProgressWatch(OutcomeLog log, Duration interval, LongSupplier nanoTime) {
    this(log::sourceNames, log::progress, interval, nanoTime);
  }

  ProgressWatch(
      Supplier<CompletionStage<List<String>>> sourceNames,
      Function<String, CompletionStage<List<Progress>>> progressOf,
      Duration interval,
      LongSupplier nanoTime) {
    this.sourceNames = sourceNames;
    this.progressOf = progressOf;
    this.intervalNanos = interval.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * The progress of sources: the first time of all there are, then of those that may have moved;
   * empty where it was read a moment ago.
   */
  List<Progress> read() {
    long now = nanoTime.getAsLong();
    if (!first && now - readAt < intervalNanos) {
      return List.of();
    }
    // Names take a scan of a small table, so not every time.
    if (sums.isEmpty() || now - namesReadAt >= NAMES_INTERVAL.toNanos()) {
      for (String name : Await.answer(sourceNames.get())) {
        if (sums.putIfAbsent(name, -1L) == null) {
          moving.add(name);
        }
      }
      namesReadAt = now;
    }
    List<Progress> progress = look();
    first = false;
    readAt = now;
    return progress;
  }

  private List<Progress> look() {
    List<String> due = new ArrayList<>(moving);
    quiet.stream().limit(QUIET_AT_ONCE).forEach(due::add);
    List<CompletionStage<List<Progress>>> asked = due.stream().map(progressOf).toList();
    List<List<Progress>> answers = asked.stream().map(Await::answer).toList();
    // Only now, as a fault ends the turn before.
    moving.clear();
    quiet.removeAll(due);
    for (int i = 0; i < due.size(); i++) {
      String name = due.get(i);
      long sum = answers.get(i).stream().mapToLong(Progress::upto).sum();
      Long before = sums.put(name, sum);
      if (before != null && before == sum) {
        quiet.add(name);
      } else {
        moving.add(name);
      }
    }
    return answers.stream().flatMap(List::stream).toList();
  }
}
