package dev.annals.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annals.model.Fingerprint;
import dev.annals.upcast.EventDocument;
import java.util.Map;

/**
 * The data of each event as a JSON merge patch (RFC 7396): members are set, {@code null} removes
 * one, and what is no object takes the place of all. Thread-safe.
 */
public final class MergePatch implements Reducer {
  @Override
  public String name() {
    return "json-merge-patch";
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(name(), "1");
  }

  @Override
  public JsonNode reduce(JsonNode state, EventDocument event) {
    return merge(state, event.data());
  }

  /**
   * {@code MergePatch(Target, Patch)} of RFC 7396, section 2. The target stays as it is: objects on
   * the way to a change are copied, the others are shared.
   */
  static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    if (target instanceof ObjectNode members) {
      merged.setAll(members);
    }
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      String name = member.getKey();
      if (member.getValue().isNull()) {
        merged.remove(name);
      } else {
        merged.set(name, merge(merged.path(name), member.getValue()));
      }
    }
    return merged;
  }
}
