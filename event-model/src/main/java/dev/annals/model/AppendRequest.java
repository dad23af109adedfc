package dev.annals.model;

import java.util.List;

/**
 * Asks to append events to one stream: all of them at consecutive versions, or none.
 *
 * @param stream which
 * @param events in their order; at least one
 * @param expected the version the stream must be at
 * @param onConflict what follows where it is not
 * @param at where the request came from: for one stream, a source's positions only grow
 */
public record AppendRequest(
    StreamId stream,
    List<NewEvent> events,
    ExpectedVersion expected,
    OnConflict onConflict,
    SourcePosition at) {

  /**
   * Checks that there is an event, and none after one that closes the stream, else {@link
   * IllegalArgumentException}; copies the list.
   */
  public AppendRequest {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("an append without events at " + at);
    }
    for (NewEvent event : events.subList(0, events.size() - 1)) {
      if (event.closes()) {
        throw new IllegalArgumentException(
            "an event of type %s is not the last of the append at %s: nothing comes after it"
                .formatted(NewEvent.CLOSE, at));
      }
    }
  }

  /**
   * Whether its last event is the stream's last: the transaction that appends it closes the stream,
   * and every later append is rejected.
   */
  public boolean closes() {
    return events.get(events.size() - 1).closes();
  }

  /** What its events take in rows, in bytes, near enough for limits; never overflows. */
  public int sizeBytes() {
    // The events of one record share its key and headers, so 500 of them can exceed an int.
    long size = 0;
    for (NewEvent event : events) {
      size += event.sizeBytes();
    }
    return (int) Math.min(size, Integer.MAX_VALUE);
  }
}
