package dev.annals.faults.checker;

import dev.annals.faults.history.EventRow;
import dev.annals.faults.history.Published;
import dev.annals.faults.history.RefusedRow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of the record at a position. Two that are equal say the same. */
sealed interface Answer {
  /** Its events are in the stream, from this version on. */
  record Accepted(long first) implements Answer {}

  /** Its events were in the stream already, from this version on. */
  record Duplicate(long first) implements Answer {}

  /**
   * It was refused.
   *
   * @param actual the version at which the stream was said to be
   * @param rival the event that was said to stand in its place
   */
  record Rejected(String reason, long actual, @Nullable String rival) implements Answer {}

  /** It was no event. */
  record Undecodable() implements Answer {}

  /** What rows of one position say; at least one. */
  static Answer of(List<EventRow> rows) {
    return new Accepted(rows.stream().mapToLong(EventRow::version).min().orElseThrow());
  }

  /** What a row of {@code refused} says, else {@link IllegalArgumentException}. */
  static Answer of(RefusedRow row) {
    return switch (row.outcome()) {
      case RefusedRow.DUPLICATE -> new Duplicate(Objects.requireNonNull(row.firstVersion()));
      case RefusedRow.REJECTED ->
          new Rejected(
              Objects.requireNonNull(row.reason()),
              Objects.requireNonNull(row.actual()),
              row.rival());
      case RefusedRow.UNDECODABLE -> new Undecodable();
      default -> throw new IllegalArgumentException("no outcome of table refused: " + row);
    };
  }

  /** What the record of a rejection or an exception says of its position. */
  static Answer of(Published report) {
    long actual = Objects.requireNonNull(report.actual());
    return report.outcome().equals(Published.EXCEPTION)
        ? new Accepted(actual + 1)
        : new Rejected(Objects.requireNonNull(report.reason()), actual, report.rival());
  }
}
