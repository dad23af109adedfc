package dev.annals.source.tail;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves a millisecond each time somebody looks. */
final class TickingClock extends Clock {
  private long millis = 1_000_000;

  @Override
  public synchronized Instant instant() {
    millis++;
    return Instant.ofEpochMilli(millis);
  }

  /** Moves on, or back where it is negative: appenders' clocks differ. */
  synchronized void move(long by) {
    millis += by;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
