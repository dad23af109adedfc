package dev.annals.sink.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log, once for a reducer and an entity type, why snapshots are not taken; and again
 * once some were taken in between, but not every few moments where one stream of many fails.
 */
final class FailureNotice {
  static final Duration BETWEEN = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(FailureNotice.class);

  private final String entityType;
  private final String reducer;
  private final InstantSource clock;
  private boolean armed = true;
  private Instant quietUntil = Instant.MIN;

  FailureNotice(String entityType, String reducer, InstantSource clock) {
    this.entityType = entityType;
    this.reducer = reducer;
    this.clock = clock;
  }

  void failed(String reason) {
    Instant now = clock.instant();
    if (!armed || now.isBefore(quietUntil)) {
      return;
    }
    armed = false;
    quietUntil = now.plus(BETWEEN);
    log.warn(
        "no snapshot of {} by reducer {}: {}. Appends go on, and loads read more events. Further"
            + " failures are counted in snapshots-failed, and told when some was taken in between",
        entityType,
        reducer,
        reason);
  }

  void succeeded() {
    armed = true;
  }
}
