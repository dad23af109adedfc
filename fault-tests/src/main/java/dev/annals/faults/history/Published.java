package dev.annals.faults.history;

import org.jspecify.annotations.Nullable;

/**
 * A record that the source published.
 *
 * @param offset in the topic that it was published to
 * @param committed whether a reader of committed records sees it
 * @param event the event's identity
 * @param outcome {@code accepted}, {@code rejected} or {@code exception}
 * @param version of what is in its stream; absent else
 * @param reason of a rejection or an exception; absent else, as what follows
 * @param expected the version that the writer expected
 * @param actual the version that the stream was at
 * @param rival the event that stands where this one would have gone
 * @param position which record asked for it
 * @param at when it was seen
 */
public record Published(
    String topic,
    int partition,
    long offset,
    boolean committed,
    StreamName stream,
    String event,
    String content,
    String outcome,
    @Nullable Long version,
    @Nullable String reason,
    @Nullable Expected expected,
    @Nullable Long actual,
    @Nullable String rival,
    @Nullable Position position,
    long at)
    implements Entry {
  /** {@code outcome} of an event that is in its stream. */
  public static final String ACCEPTED = "accepted";

  /** {@code outcome} of an event that is not. */
  public static final String REJECTED = "rejected";

  /** {@code outcome} of a fact that met another version than expected. */
  public static final String EXCEPTION = "exception";

  /** Where it was published, for people. */
  public String place() {
    return topic + "-" + partition + "@" + offset;
  }
}
