package dev.annals.faults.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request, from the moment at which it was handed to Kafka.
 *
 * @param request its name in this history
 * @param events at least one; several are one atomic append
 * @param fact whether it is accepted whatever version it meets
 * @param repeats the request whose events it sends again; absent where they are new
 * @param at when it was sent: nothing can have come of it before
 */
public record Sent(
    String request,
    String producer,
    Kind kind,
    String topic,
    StreamName stream,
    List<SentEvent> events,
    Expected expected,
    boolean fact,
    @Nullable String repeats,
    long at)
    implements Entry {
  /** Checks that there is an event, else {@link IllegalArgumentException}; copies the list. */
  public Sent {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("request " + request + " has no events");
    }
  }
}
