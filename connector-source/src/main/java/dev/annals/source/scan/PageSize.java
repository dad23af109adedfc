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

  /** Few enough to fit a small heap where events of 1 MiB follow after small ones. */
  private static final int NEXT_EVENTS = 64;

  private static final int MAX_STREAMS = 8;
  private static final long ASSUMED_BYTES = 64 << 10;

  private final long maxBytes;
  private long averageBytes = ASSUMED_BYTES;
  private boolean hasSeen;

  /** For pages of about a quarter of this. */
  public PageSize(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes note of what was read. */
  void saw(List<RecordedEvent> events) {
    if (events.isEmpty()) {
      hasSeen = true;
      return;
    }
    long bytes = 0;
    for (RecordedEvent event : events) {
      bytes += event.event().sizeBytes();
    }
    long average = bytes / events.size();
    // Growth is believed at once, shrinking bit by bit.
    long shrunk = hasSeen ? (7 * averageBytes + average) / 8 : average;
    averageBytes = Math.max(1, Math.max(average, shrunk));
    hasSeen = true;
  }

  int firstEvents() {
    return clamp(maxBytes / 4 / averageBytes, FIRST_EVENTS);
  }

  int nextEvents() {
    return clamp(maxBytes / 4 / averageBytes, NEXT_EVENTS);
  }

  /**
   * How many streams to begin to read before they are published: one, to see what they are like.
   */
  int streamsAhead() {
    return hasSeen ? clamp(maxBytes / 2 / averageBytes / FIRST_EVENTS, MAX_STREAMS) : 1;
  }

  private static int clamp(long value, int max) {
    return (int) Math.max(1, Math.min(max, value));
  }
}
