package dev.annals.benchmarks.side;

import java.util.Locale;

/** In which order events of which streams come. */
public enum Workload {
  /**
   * Ten events of one stream follow each other, then ten of the next: an application's commands.
   */
  BURSTS {
    @Override
    public int streamOf(int event) {
      return event / EVENTS_PER_BURST;
    }

    @Override
    long versionOf(int event) {
      return event % EVENTS_PER_BURST + 1L;
    }
  },

  /** The streams take turns, so that the events of one poll are all in different streams. */
  DISTINCT {
    @Override
    public int streamOf(int event) {
      return event % STREAMS;
    }

    @Override
    long versionOf(int event) {
      return event / STREAMS + 1L;
    }
  };

  static final int EVENTS_PER_BURST = 10;

  /** Far more than the 500 records of a poll. */
  static final int STREAMS = 10_000;

  /** The number of the stream that the event with this number belongs to; both from 0. */
  public abstract int streamOf(int event);

  /** The version that the event gets in its stream. */
  abstract long versionOf(int event);

  /** How many events before an event the one before it in its stream is, beyond a run. */
  int distance() {
    return STREAMS;
  }

  /** How many events of one stream follow each other. */
  int run() {
    return this == BURSTS ? EVENTS_PER_BURST : 1;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
