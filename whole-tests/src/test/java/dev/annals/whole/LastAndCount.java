package dev.annals.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annals.reduce.Reducer;
import dev.annals.upcast.EventDocument;

/** A reducer that somebody puts beside the jars of the plugin. */
public final class LastAndCount implements Reducer {
  /** For {@link java.util.ServiceLoader}. */
  public LastAndCount() {}

  @Override
  public String name() {
    return "last-and-count";
  }

  @Override
  public JsonNode reduce(JsonNode state, EventDocument event) {
    ObjectNode next = (ObjectNode) state;
    next.set("last", event.data());
    return next.put("count", next.path("count").asLong() + 1);
  }
}
