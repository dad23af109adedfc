package dev.annals.source.verify;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Connect's values as objects that are equal where they say the same: arrays of bytes are not. */
final class PlainValues {
  private PlainValues() {}

  /** A copy, in which structs are lists of their fields: their schemas are compared elsewhere. */
  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    if (value instanceof Struct struct) {
      List<@Nullable Object> fields = new ArrayList<>();
      for (Field field : struct.schema().fields()) {
        fields.add(of(struct.getWithoutDefault(field.name())));
      }
      return fields;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(of(element)));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> entries = new HashMap<>();
      map.forEach((key, element) -> entries.put(of(key), of(element)));
      return entries;
    }
    return value;
  }
}
