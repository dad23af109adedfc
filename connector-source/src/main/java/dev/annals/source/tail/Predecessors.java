package dev.annals.source.tail;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import dev.annals.source.scan.Await;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Reads the events that come before one in its stream and are not published yet. There are as many
 * as another sink has appended but not logged, or this tail has not read: few, and mostly none.
 */
final class Predecessors {
  private static final int FIRST_PAGE = 16;
  private static final int NEXT_PAGE = 256;

  private final EventStore store;

  Predecessors(EventStore store) {
    this.store = store;
  }

  /**
   * The events before a version, down to the first that is published, or to the oldest of which
   * there is a row: those that a truncation put out of readers' sight are published, too. What was
   * removed counts as published.
   *
   * @param version from 2
   * @return in order of version
   */
  List<RecordedEvent> unpublished(
      StreamId stream, long version, Predicate<RecordedEvent> isPublished) {
    Deque<RecordedEvent> found = new ArrayDeque<>();
    OptionalLong from = OptionalLong.of(version - 1);
    int limit = FIRST_PAGE;
    while (from.isPresent()) {
      EventPage page =
          Await.answer(
              store.read(ReadRequest.backwardsPastTruncation(stream, from.getAsLong(), limit)));
      for (RecordedEvent event : page.events()) {
        if (isPublished.test(event)) {
          return new ArrayList<>(found);
        }
        found.addFirst(event);
      }
      from = page.next();
      limit = NEXT_PAGE;
    }
    return new ArrayList<>(found);
  }
}
