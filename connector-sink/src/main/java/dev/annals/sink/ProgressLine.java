package dev.annals.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the worker's log every half minute, as long as records flow. */
final class ProgressLine {
  private static final Logger log = LoggerFactory.getLogger(ProgressLine.class);
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final Tally tally;
  private Instant last;
  private long lastLogged;

  ProgressLine(Tally tally, Instant start) {
    this.tally = tally;
    this.last = start;
  }

  /**
   * Writes the line if it is time, and anything was logged since the last one.
   *
   * @param feeds those of the task
   * @return whether it was written
   */
  boolean tell(Instant now, List<Feed> feeds) {
    Duration since = Duration.between(last, now);
    if (since.compareTo(INTERVAL) < 0) {
      return false;
    }
    last = now;
    long logged = tally.logged();
    long count = logged - lastLogged;
    lastLogged = logged;
    if (count == 0) {
      return false;
    }
    log.info(
        "{} records in {} s ({}/s); since the start {} accepted, {} of them exceptions,"
            + " {} duplicates, {} rejected, {} undecodable; logged upto {}",
        count,
        since.toSeconds(),
        count / Math.max(1, since.toSeconds()),
        tally.accepted.sum(),
        tally.exceptions.sum(),
        tally.duplicates.sum(),
        tally.rejected.sum(),
        tally.undecodable.sum(),
        feeds.stream()
            .map(feed -> feed.source() + ":" + feed.upto())
            .collect(Collectors.joining(", ")));
    return true;
  }
}
