package dev.annals.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the worker's log says of a task at work: one line every half minute, as long as records
 * flow, and one at the beginning and the end of a catch-up. Never one for each record.
 */
final class ProgressLine {
  private static final Logger log = LoggerFactory.getLogger(ProgressLine.class);
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  /** So many records behind the end, a task is catching up: some seconds' worth. */
  static final long BEHIND = 10_000;

  /** And so many, it has caught up: under load there are always some. */
  private static final long NEAR = 1_000;

  /** A task of a thousand partitions must not write a page. */
  private static final int SHOWN_SOURCES = 20;

  /** A time, and how much was logged by then. */
  private record Mark(Instant at, long logged) {
    long seconds(Instant now) {
      return Math.max(1, Duration.between(at, now).toSeconds());
    }
  }

  private final Tally tally;
  private final Pace pace;
  private Mark last;
  private Mark catchUp;
  private boolean catchingUp;

  ProgressLine(Tally tally, Pace pace, Instant start) {
    this.tally = tally;
    this.pace = pace;
    this.last = new Mark(start, 0);
    this.catchUp = new Mark(Instant.MIN, 0);
  }

  /**
   * Writes what there is to say, if it is time.
   *
   * @param feeds those of the task
   * @return the lines written
   */
  List<String> tell(Instant now, List<Feed> feeds) {
    List<String> lines = new ArrayList<>();
    tellCatchUp(now, lines);
    tellProgress(now, feeds, lines);
    lines.forEach(log::info);
    return lines;
  }

  private void tellCatchUp(Instant now, List<String> lines) {
    long remaining = pace.remaining();
    if (!catchingUp && remaining > BEHIND && !now.minus(INTERVAL).isBefore(catchUp.at())) {
      catchingUp = true;
      catchUp = new Mark(now, tally.logged());
      last = catchUp;
      lines.add("catching up: %d records to go".formatted(remaining));
    } else if (catchingUp && remaining != Pace.UNKNOWN && remaining < NEAR) {
      catchingUp = false;
      long count = tally.logged() - catchUp.logged();
      long seconds = catchUp.seconds(now);
      lines.add("caught up: %d records in %d s (%d/s)".formatted(count, seconds, count / seconds));
    }
  }

  private void tellProgress(Instant now, List<Feed> feeds, List<String> lines) {
    if (now.isBefore(last.at().plus(INTERVAL))) {
      return;
    }
    Mark before = last;
    last = new Mark(now, tally.logged());
    long count = last.logged() - before.logged();
    if (count == 0) {
      return;
    }
    long perSecond = count / before.seconds(now);
    lines.add(
        ("%d records in %d s (%d/s)%s; since the start %d accepted, %d of them exceptions,"
                + " %d duplicates, %d rejected, %d undecodable; logged upto %s")
            .formatted(
                count,
                before.seconds(now),
                perSecond,
                toGo(perSecond),
                tally.accepted.sum(),
                tally.exceptions.sum(),
                tally.duplicates.sum(),
                tally.rejected.sum(),
                tally.undecodable.sum(),
                upto(feeds)));
  }

  private String toGo(long perSecond) {
    long remaining = pace.remaining();
    if (remaining == Pace.UNKNOWN) {
      return "";
    }
    return perSecond == 0 || remaining < NEAR
        ? ", %d to go".formatted(remaining)
        : ", %d to go: about %d s".formatted(remaining, remaining / perSecond);
  }

  private static String upto(List<Feed> feeds) {
    String shown =
        feeds.stream()
            .limit(SHOWN_SOURCES)
            .map(feed -> feed.source() + ":" + feed.upto())
            .collect(Collectors.joining(", "));
    return feeds.size() > SHOWN_SOURCES
        ? shown + " and " + (feeds.size() - SHOWN_SOURCES) + " more"
        : shown;
  }
}
