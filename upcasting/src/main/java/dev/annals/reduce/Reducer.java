package dev.annals.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.annals.model.Fingerprint;
import dev.annals.upcast.EventDocument;

/**
 * Makes one state of the events of a stream: (state, event) -> state.
 *
 * <p>A reducer answers the same for the same state and event, whenever and on whatever thread it is
 * asked, also by several at once: it keeps nothing, looks at no clock and calls nobody. It is given
 * copies, and may change them.
 */
public interface Reducer {
  /** What people call it: letters, digits, dots, dashes and underscores of ASCII. */
  String name();

  /**
   * Tells the class from what it was before. Change it with what the class does: snapshots of
   * another revision are not read any more.
   */
  default String revision() {
    return "1";
  }

  /** Changes when it does something else. Of a class: its name and {@link #revision}. */
  default String fingerprint() {
    return Fingerprint.of("java", getClass().getName(), revision());
  }

  /** The state before the first event; an empty object, unless it says so. */
  default JsonNode initial() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * The state after an event.
   *
   * @param state before it; has the numbers and the order of members that its text has
   * @param event in the shape of today; upcasting may have made several of a stored one. The data
   *     of an event without a payload is JSON's null
   * @throws ReduceException with a sentence, if it cannot be told; any other exception is a failure
   *     too, but its message is shown to nobody, since it may quote the data
   */
  JsonNode reduce(JsonNode state, EventDocument event) throws ReduceException;
}
