package dev.annals.reduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes objects of JSON and back, by Jackson. What goes wrong is told without the data. */
final class TypedJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // A merge patch keeps all that events have; a record takes what it names.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          // A snapshot is the same, to the byte, whoever makes it.
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private TypedJson() {}

  static <S> @Nullable S read(JsonNode document, Class<S> type) throws ReduceException {
    try {
      return document.isNull() ? null : MAPPER.treeToValue(document, type);
    } catch (JsonProcessingException | IllegalArgumentException fault) {
      throw new ReduceException("is no %s: %s".formatted(type.getSimpleName(), reason(fault)));
    }
  }

  static JsonNode write(@Nullable Object object) throws ReduceException {
    if (object == null) {
      return NullNode.getInstance();
    }
    try {
      return MAPPER.valueToTree(object);
    } catch (IllegalArgumentException fault) {
      Throwable cause = fault.getCause() == null ? fault : fault.getCause();
      throw new ReduceException(
          "%s cannot be written as JSON: %s"
              .formatted(object.getClass().getSimpleName(), reason(cause)));
    }
  }

  private static String reason(Throwable fault) {
    if (!(fault instanceof JsonMappingException mapping)) {
      return fault.getClass().getName();
    }
    String field = field(mapping);
    String where = field.isEmpty() ? "it" : "its field " + field;
    if (fault instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return where + " is no " + mismatch.getTargetType().getSimpleName();
    }
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    return where + " gives " + cause.getClass().getName();
  }

  /** Such as {@code lines[3].price}. The keys of a map are data, and not shown. */
  private static String field(JsonMappingException mapping) {
    StringBuilder field = new StringBuilder();
    for (Reference step : mapping.getPath()) {
      if (step.getFieldName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else if (step.getFrom() instanceof Map) {
        field.append("[…]");
      } else {
        field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return field.toString();
  }
}
