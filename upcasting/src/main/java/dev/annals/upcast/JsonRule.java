package dev.annals.upcast;

import com.fasterxml.jackson.databind.JsonNode;
import dev.annals.model.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule in JSON, as an upcaster. */
sealed interface JsonRule extends Upcaster {
  /** Its place in the array, from 1. */
  int number();

  /** All that decides what it does: not its number. */
  String fingerprint();

  @Override
  default String name() {
    return "rule " + number();
  }

  /**
   * One event stays one: its data changes, its type, or both.
   *
   * @param data gives the new data; absent: it stays
   */
  record Change(int number, Shape from, Shape to, @Nullable Expression data) implements JsonRule {
    @Override
    public String fingerprint() {
      return Fingerprint.of(
          "change", from.toString(), to.toString(), data == null ? "" : data.definition());
    }

    @Override
    public Set<Shape> into() {
      return Set.of(to);
    }

    @Override
    public List<EventDocument> upcast(EventDocument event) throws UpcastException {
      return List.of(event.as(to, data == null ? event.data() : data.evaluate(event)));
    }
  }

  /** The event is not shown. */
  record Drop(int number, Shape from) implements JsonRule {
    @Override
    public String fingerprint() {
      return Fingerprint.of("drop", from.toString());
    }

    @Override
    public Set<Shape> into() {
      return Set.of();
    }

    @Override
    public boolean splits() {
      return true;
    }

    @Override
    public List<EventDocument> upcast(EventDocument event) {
      return List.of();
    }
  }

  /**
   * One event becomes any number of them.
   *
   * @param into the shapes of the parts, one for each type
   * @param parts gives an array of parts, each with a type and data
   */
  record Split(int number, Shape from, Set<Shape> into, Expression parts) implements JsonRule {
    @Override
    public String fingerprint() {
      return Fingerprint.of(
          "split", from.toString(), UpcastChain.fingerprint(into), parts.definition());
    }

    @Override
    public boolean splits() {
      return true;
    }

    @Override
    public List<EventDocument> upcast(EventDocument event) throws UpcastException {
      JsonNode result = parts.evaluate(event);
      List<EventDocument> documents = new ArrayList<>();
      // JSONata gives an array of one as its element.
      for (JsonNode part : result.isObject() ? List.of(result) : elements(result)) {
        documents.add(part(event, part, documents.size() + 1));
      }
      return documents;
    }

    private static Iterable<JsonNode> elements(JsonNode result) throws UpcastException {
      if (!result.isArray()) {
        throw new UpcastException("the expression of a split gives no array of parts");
      }
      return result;
    }

    private EventDocument part(EventDocument event, JsonNode part, int index)
        throws UpcastException {
      JsonNode data = part.get("data");
      if (data == null) {
        throw new UpcastException(
            "part %d is no object with a member data: {\"type\": …, \"data\": …}".formatted(index));
      }
      for (Iterator<String> names = part.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (!name.equals("type") && !name.equals("data")) {
          throw new UpcastException(
              "part %d has a member that is neither type nor data".formatted(index));
        }
      }
      return event.as(shape(part.get("type"), index), data);
    }

    private Shape shape(@Nullable JsonNode type, int index) throws UpcastException {
      Map<String, Shape> byType = new HashMap<>();
      into.forEach(shape -> byType.put(shape.type(), shape));
      if (type == null && into.size() == 1) {
        return into.iterator().next();
      }
      Shape shape = type == null || !type.isTextual() ? null : byType.get(type.textValue());
      if (shape == null) {
        throw new UpcastException(
            "part %d has no type, or one that the rule does not lead to: %s"
                .formatted(index, into));
      }
      return shape;
    }
  }
}
