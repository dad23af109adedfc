package dev.annals.source.scan;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.ReadRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Walks along one stream, from a version to the last one that is wanted. What is not wanted is
 * published only if something wanted follows, which may be pages away: then the walk looks ahead
 * and comes back, so that it never holds more than two pages (BOUNDED). Not thread-safe.
 *
 * <pre>
 * version   1  2  3  4  5  6  7  8      wanted: below the hand-over point
 * wanted    x  x  .  x  .  .  x  .      publishes 1 to 7, of which 3, 5 and 6 are early
 * </pre>
 */
public final class StreamWalk {
  private final EventStore store;
  private final Selection selection;
  private final StreamId stream;
  private final PageSize pageSize;
  private final Deque<RecordedEvent> ready = new ArrayDeque<>();
  private OptionalLong readFrom;
  private long startsAt = 1;

  /** Up to here something wanted follows. */
  private long certain;

  /** Begins at a version; blocks while the store answers. */
  public StreamWalk(
      EventStore store, Selection selection, StreamId stream, PageSize pageSize, long from) {
    this.store = store;
    this.selection = selection;
    this.stream = stream;
    this.pageSize = pageSize;
    this.readFrom = OptionalLong.of(from);
  }

  /** Takes the first page, which was read forwards already. */
  void take(EventPage page) {
    sort(page);
  }

  /** The next event to publish; absent at the end. Throws what {@link Await#answer} does. */
  public @Nullable RecordedEvent next() {
    while (ready.isEmpty() && readFrom.isPresent()) {
      sort(read(readFrom.getAsLong()));
    }
    return ready.pollFirst();
  }

  /** The oldest version the stream had when it was read last; 1 before it was read. */
  public long startsAt() {
    return startsAt;
  }

  private EventPage read(long from) {
    EventPage page =
        Await.answer(store.read(ReadRequest.forwards(stream, from, pageSize.nextEvents())));
    pageSize.saw(page.events());
    return page;
  }

  private void sort(EventPage page) {
    List<RecordedEvent> events = page.events();
    startsAt = page.startsAt();
    int published = 0;
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).version() <= certain || selection.wants(events.get(i))) {
        published = i + 1;
      }
    }
    for (RecordedEvent event : events.subList(0, published)) {
      if (event.version() <= selection.lastVersion() && selection.publishes(event)) {
        ready.addLast(event);
      }
    }
    readFrom = page.next();
    if (published < events.size()) {
      long unsure = events.get(published).version();
      OptionalLong wanted = lookAhead(page.next(), unsure);
      certain = wanted.orElse(certain);
      readFrom = wanted.isPresent() ? OptionalLong.of(unsure) : wanted;
    }
    if (readFrom.isPresent() && readFrom.getAsLong() > selection.lastVersion()) {
      readFrom = OptionalLong.empty();
    }
  }

  /** The next version that is wanted; empty if none is, or none that matters. */
  private OptionalLong lookAhead(OptionalLong from, long unsure) {
    OptionalLong next = unsure > selection.lastVersion() ? OptionalLong.empty() : from;
    while (next.isPresent()) {
      EventPage page = read(next.getAsLong());
      for (RecordedEvent event : page.events()) {
        if (selection.wants(event)) {
          return OptionalLong.of(event.version());
        }
      }
      next = page.next();
    }
    return OptionalLong.empty();
  }
}
