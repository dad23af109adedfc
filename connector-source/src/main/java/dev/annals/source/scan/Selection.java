package dev.annals.source.scan;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.store.EventPage;
import dev.annals.model.store.ReadRequest;
import java.util.OptionalLong;

/**
 * What a scan publishes of a stream: from a first version to the last one that is wanted, all that
 * lies between, so that versions come out in order (ORDERED). Called on the scan's thread only.
 */
public interface Selection {
  /** Whether the stream is looked at. */
  boolean reads(StreamId stream);

  /** The read that shows where to begin in a stream. */
  ReadRequest firstRead(StreamId stream, int limit);

  /**
   * The version to begin with.
   *
   * @param first the answer to {@link #firstRead}
   * @return empty if there is nothing to publish
   */
  OptionalLong begin(StreamId stream, EventPage first);

  /** Whether the event is one that the scan is there for. */
  boolean wants(RecordedEvent event);

  /** Whether an event up to the last wanted one becomes a record. */
  boolean publishes(RecordedEvent event);

  /** The last version that becomes a record. */
  long lastVersion();

  /**
   * Whether events that are published without being wanted are remembered: somebody would publish
   * them again.
   */
  boolean remembersEarly();
}
