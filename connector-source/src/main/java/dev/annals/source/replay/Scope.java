package dev.annals.source.replay;

import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a replay publishes: events that are within all bounds.
 *
 * @param entityTypes of streams; empty: all
 * @param entityIds of streams; empty: all
 * @param eventTypes empty: all
 * @param recordedFrom the first append time; absent: any
 * @param recordedTo the append time after the last one; absent: any
 * @param versionFrom the first version, from 1
 * @param versionTo the last version
 */
public record Scope(
    SortedSet<String> entityTypes,
    SortedSet<String> entityIds,
    SortedSet<String> eventTypes,
    @Nullable Instant recordedFrom,
    @Nullable Instant recordedTo,
    long versionFrom,
    long versionTo) {
  /** Without bounds. */
  public static final Scope EVERYTHING =
      new Scope(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), null, null, 1, Long.MAX_VALUE);

  /**
   * Checks that there may be something within, else {@link IllegalArgumentException} with a
   * sentence; copies the sets.
   */
  public Scope {
    entityTypes = new TreeSet<>(entityTypes);
    entityIds = new TreeSet<>(entityIds);
    eventTypes = new TreeSet<>(eventTypes);
    require(contradiction(recordedFrom, recordedTo));
    require(contradiction(versionFrom, versionTo));
    require(contradiction(entityTypes, entityIds));
  }

  private static void require(@Nullable String contradiction) {
    if (contradiction != null) {
      throw new IllegalArgumentException(contradiction);
    }
  }

  /** Why nothing can lie between two times, in a sentence; absent where something can. */
  public static @Nullable String contradiction(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null || from.isBefore(to)
        ? null
        : "no time lies between %s and %s".formatted(from, to);
  }

  /** Likewise two versions. */
  public static @Nullable String contradiction(long from, long to) {
    return from >= 1 && from <= to ? null : "no version lies between %d and %d".formatted(from, to);
  }

  /** Why these ids name no streams; absent where they do. */
  public static @Nullable String contradiction(
      Collection<String> entityTypes, Collection<String> entityIds) {
    return entityIds.isEmpty() || !entityTypes.isEmpty()
        ? null
        : "entity ids need the entity types they belong to";
  }

  /** Whether everything is within. */
  public boolean isEverything() {
    return equals(EVERYTHING);
  }

  boolean includes(StreamId stream) {
    return isIn(entityTypes, stream.entityType()) && isIn(entityIds, stream.entityId());
  }

  boolean includes(RecordedEvent event) {
    return isIn(eventTypes, event.event().type())
        && event.version() >= versionFrom
        && event.version() <= versionTo
        && (recordedFrom == null || !event.recordedAt().isBefore(recordedFrom))
        && (recordedTo == null || event.recordedAt().isBefore(recordedTo));
  }

  private static boolean isIn(Collection<String> some, String one) {
    return some.isEmpty() || some.contains(one);
  }

  /** The streams that are named, in order; empty where they have to be looked for. */
  List<StreamId> namedStreams() {
    List<StreamId> streams = new ArrayList<>();
    for (String type : entityIds.isEmpty() ? new TreeSet<String>() : entityTypes) {
      for (String id : entityIds) {
        streams.add(new StreamId(type, id));
      }
    }
    return streams;
  }

  /** In words, the same for the same scope. */
  public String text() {
    List<String> bounds = new ArrayList<>();
    addTo(bounds, "entity types", entityTypes);
    addTo(bounds, "entity ids", entityIds);
    addTo(bounds, "event types", eventTypes);
    if (recordedFrom != null) {
      bounds.add("recorded from " + recordedFrom);
    }
    if (recordedTo != null) {
      bounds.add("recorded before " + recordedTo);
    }
    if (versionFrom > 1) {
      bounds.add("versions from " + versionFrom);
    }
    if (versionTo < Long.MAX_VALUE) {
      bounds.add("versions to " + versionTo);
    }
    return bounds.isEmpty() ? "everything" : String.join(", ", bounds);
  }

  private static void addTo(List<String> bounds, String name, SortedSet<String> values) {
    if (!values.isEmpty()) {
      bounds.add(name + " " + values);
    }
  }
}
