package dev.annals.faults.checker;

import dev.annals.faults.history.Entry;
import dev.annals.faults.history.Expected;
import dev.annals.faults.history.Position;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.Sent;
import dev.annals.faults.history.SentEvent;
import dev.annals.faults.history.StreamName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is published of decisions, in their order, some time later. */
final class ModelOutput {
  private final List<Entry> entries;
  private final Deque<Published> waiting = new ArrayDeque<>();
  private final Map<String, Long> offsets = new HashMap<>();
  private final Map<StreamName, Long> published = new HashMap<>();

  ModelOutput(List<Entry> entries) {
    this.entries = entries;
  }

  /** The last version that was published of a stream. */
  long published(StreamName stream) {
    return published.getOrDefault(stream, 0L);
  }

  void write(Sent sent, Position position, Answer answer) {
    if (answer instanceof Answer.Accepted accepted) {
      for (int i = 0; i < sent.events().size(); i++) {
        long version = accepted.first() + i;
        add(sent, i, Published.ACCEPTED, version, null, 0, null, null);
        if (sent.fact() && !sent.expected().matches(accepted.first() - 1)) {
          long actual = accepted.first() - 1;
          add(sent, i, Published.EXCEPTION, version, "version-conflict", actual, null, position);
        }
      }
    } else if (answer instanceof Answer.Rejected rejected) {
      for (int i = 0; i < sent.events().size(); i++) {
        add(
            sent,
            i,
            Published.REJECTED,
            null,
            rejected.reason(),
            rejected.actual(),
            rejected.rival(),
            position);
      }
    }
  }

  private void add(
      Sent sent,
      int index,
      String outcome,
      @Nullable Long version,
      @Nullable String reason,
      long actual,
      @Nullable String rival,
      @Nullable Position position) {
    SentEvent event = sent.events().get(index);
    String topic = sent.stream().entityType() + "." + outcome;
    int partition = Math.floorMod(sent.stream().hashCode(), 2);
    Expected expected = reason == null ? null : sent.expected();
    waiting.add(
        new Published(
            topic,
            partition,
            offsets.merge(topic + partition, 1L, Long::sum),
            true,
            sent.stream(),
            event.id(),
            event.content(),
            outcome,
            version,
            reason,
            expected,
            reason == null ? null : actual,
            rival,
            position,
            0));
  }

  /** Publishes the record that waits longest, if there is one. */
  boolean publishNext(long at) {
    Published next = waiting.poll();
    if (next == null) {
      return false;
    }
    entries.add(Changed.at(next, at));
    if (next.outcome().equals(Published.ACCEPTED) && next.version() != null) {
      published.put(next.stream(), next.version());
    }
    return true;
  }
}
