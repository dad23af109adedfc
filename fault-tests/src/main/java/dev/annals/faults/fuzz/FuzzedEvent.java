package dev.annals.faults.fuzz;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an event is beside what its record carries: as a recipe means it, or as a row has it.
 *
 * @param id its identity: the source, in which {@code %} and spaces are percent-encoded, a space,
 *     and its id
 * @param attributes of CloudEvents that have no column of their own
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content where it matters.
public record FuzzedEvent(
    String entityType,
    String entityId,
    String id,
    String type,
    @Nullable String contentType,
    Map<String, String> attributes,
    byte @Nullable [] payload) {
  /** The first thing in which another one differs; absent where there is none. */
  @Nullable String difference(FuzzedEvent other) {
    if (!entityType.equals(other.entityType)) {
      return "entity type";
    }
    if (!entityId.equals(other.entityId)) {
      return "entity id";
    }
    if (!id.equals(other.id)) {
      return "id";
    }
    if (!type.equals(other.type)) {
      return "type";
    }
    if (!Objects.equals(contentType, other.contentType)) {
      return "content type";
    }
    if (!attributes.equals(other.attributes)) {
      return "attribute";
    }
    return Arrays.equals(payload, other.payload) ? null : "value";
  }
}
