package dev.annals.faults.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code refused}.
 *
 * @param outcome {@code duplicate}, {@code rejected} or {@code undecodable}
 * @param stream absent for what is undecodable
 * @param reason of a rejection, as published records have it: {@code version-conflict}
 * @param firstVersion of a duplicate
 * @param events their identities
 */
public record RefusedRow(
    int look,
    Position position,
    String outcome,
    @Nullable StreamName stream,
    @Nullable String reason,
    @Nullable Expected expected,
    @Nullable Long actual,
    @Nullable String rival,
    @Nullable Long firstVersion,
    List<String> events)
    implements Entry {
  /** {@code outcome} of an append whose events are in the stream already. */
  public static final String DUPLICATE = "duplicate";

  /** {@code outcome} of an append that was refused. */
  public static final String REJECTED = "rejected";

  /** {@code outcome} of a record that is no event. */
  public static final String UNDECODABLE = "undecodable";

  /** Copies the list. */
  public RefusedRow {
    events = List.copyOf(events);
  }
}
