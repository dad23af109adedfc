package dev.annals.model.decision;

import dev.annals.model.EventId;
import dev.annals.model.RecordedEvent;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream as a decision sees them: those it is about to append, those the state
 * remembers, those that were read for it. Notes what it was asked for and does not have.
 */
final class StreamEvents {
  private final StreamState state;
  private final PendingAppend pending;
  private final Map<Long, Optional<RecordedEvent>> read;
  private final int window;
  private final SortedSet<Long> missing = new TreeSet<>();

  StreamEvents(
      StreamState state,
      PendingAppend pending,
      Map<Long, Optional<RecordedEvent>> read,
      int window) {
    this.state = state;
    this.pending = pending;
    this.read = read;
    this.window = window;
  }

  /** Whether something was asked for that has to be read. */
  boolean missing() {
    return !missing.isEmpty();
  }

  /** Whether what was said of this version is not to be trusted. */
  boolean isMissing(long version) {
    return missing.contains(version);
  }

  /** Asks for all events between two versions up to the head, both included. */
  void require(long from, long to) {
    for (long version = from; version <= to; version++) {
      at(version);
    }
  }

  SortedSet<Long> missingVersions() {
    return missing;
  }

  /** The version of the event with this id among the last {@code window} ones. */
  @Nullable Long versionInWindow(EventId id) {
    Long version = pending.versionOf(id);
    if (version == null) {
      version = state.versionOf(id);
    }
    return version != null && version > pending.head() - window ? version : null;
  }

  /** The id at a version up to the head; absent where the event was removed, or is missing. */
  @Nullable EventId idAt(long version) {
    EventId remembered = version <= state.head() ? state.idAt(version) : null;
    if (remembered != null) {
      return remembered;
    }
    RecordedEvent event = at(version);
    return event == null ? null : event.event().id();
  }

  /** The event at a version up to the head; absent where it was removed, or is missing. */
  @Nullable RecordedEvent at(long version) {
    if (version > state.head()) {
      return pending.eventAt(version);
    }
    Optional<RecordedEvent> event = read.get(version);
    if (event == null) {
      missing.add(version);
      return null;
    }
    return event.orElse(null);
  }
}
