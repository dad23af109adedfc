package dev.annals.store.client;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.StoreException;
import dev.annals.store.client.LazyPages.Page;
import java.util.List;

/** Pages of events that are read when they are needed. */
final class LazyEvents {
  private static final int PAGE = 500;

  private LazyEvents() {}

  /** The first page of these versions. */
  static Page<RecordedEvent> page(AsyncAnnalsClient client, StreamId stream, Versions versions) {
    EventPage page = Waiting.forAnswer(client.read(stream, versions, PAGE));
    if (page.next().isEmpty()) {
      return new Page<>(page.events(), null);
    }
    long next = page.next().getAsLong();
    Versions rest = versions.goingOnAt(next);
    return new Page<>(page.events(), () -> following(client, stream, rest));
  }

  /** The first page of what a stream was at a version, which may be 0. */
  static Page<RecordedEvent> page(AsyncAnnalsClient client, StreamId stream, long version) {
    return version == 0
        ? new Page<>(List.of(), null)
        : page(client, stream, Versions.upTo(version));
  }

  private static Page<RecordedEvent> following(
      AsyncAnnalsClient client, StreamId stream, Versions rest) {
    Page<RecordedEvent> page = page(client, stream, rest);
    if (page.items().isEmpty() || page.items().get(0).version() != rest.begin()) {
      throw new StoreException.Removed(
          "%s was truncated while it was read: version %d is removed"
              .formatted(stream, rest.begin()));
    }
    return page;
  }
}
