package dev.annals.sink.snapshot;

import dev.annals.model.Excerpt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the log says where snapshots are not taken: one line for a reducer and an entity type. There
 * is another one if it fails after it succeeded, but not every moment where one stream of many
 * fails. Not thread-safe.
 */
final class FailureNotice {
  static final Duration BETWEEN = Duration.ofMinutes(10);

  private final String entityType;
  private final String reducer;
  private final InstantSource clock;
  private boolean told;
  private Instant quietUntil = Instant.MIN;

  FailureNotice(String entityType, String reducer, InstantSource clock) {
    this.entityType = entityType;
    this.reducer = reducer;
    this.clock = clock;
  }

  /**
   * A snapshot was not taken.
   *
   * @param reason a sentence that quotes no data
   * @return the line, if there is to be one
   */
  Optional<String> failed(String reason) {
    Instant now = clock.instant();
    if (told || now.isBefore(quietUntil)) {
      return Optional.empty();
    }
    told = true;
    quietUntil = now.plus(BETWEEN);
    return Optional.of(
        "no snapshot for entity type %s by reducer %s: %s. Appends go on; loads read more events. Further failures are counted in snapshots-failed"
            .formatted(Excerpt.of(entityType), reducer, reason));
  }

  /** One was taken: the next failure is news. */
  void succeeded() {
    told = false;
  }
}
