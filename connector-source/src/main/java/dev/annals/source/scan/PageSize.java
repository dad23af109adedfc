package dev.annals.source.scan;

import dev.annals.model.RecordedEvent;
import java.util.List;

/**
 * How much of a stream to read at once (BOUNDED): fewer events where they are large, and fewer
 * streams ahead. Not thread-safe.
 */
public final class PageSize {
  /** The first read of a stream: most have no more, and nobody knows yet how large they are. */
  private static final int FIRST_EVENTS = 16;

  private static final int NEXT_EVENTS = 256;
  private static final int MAX_STREAMS = 8;
  private static final long ASSUMED_BYTES = 1 << 10;

  private final long maxBytes;
  private long averageBytes = ASSUMED_BYTES;

  /** For pages of about a quarter of this. */
  public PageSize(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes note of what was read. */
  void saw(List<RecordedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    long bytes = 0;
    for (RecordedEvent event : events) {
      bytes += event.event().sizeBytes();
    }
    long average = bytes / events.size();
    // Growth is believed at once, shrinking bit by bit.
    averageBytes = Math.max(1, Math.max(average, (7 * averageBytes + average) / 8));
  }

  int firstEvents() {
    return clamp(maxBytes / 4 / averageBytes, FIRST_EVENTS);
  }

  int nextEvents() {
    return clamp(maxBytes / 4 / averageBytes, NEXT_EVENTS);
  }

  /** How many streams to begin to read before they are published. */
  int streamsAhead() {
    return clamp(maxBytes / 2 / averageBytes / FIRST_EVENTS, MAX_STREAMS);
  }

  private static int clamp(long value, int max) {
    return (int) Math.max(1, Math.min(max, value));
  }
}
