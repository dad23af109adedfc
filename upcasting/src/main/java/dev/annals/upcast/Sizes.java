package dev.annals.upcast;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long the values of an evaluation would be as JSON, about. An object that stands in forty
 * places takes memory once, and has to be written forty times: where each of forty objects holds
 * the next one twice, nothing else notices before it is text.
 *
 * <p>Each list and object is looked at once; the values of an evaluation do not change.
 */
final class Sizes {
  /** In characters. Sixteen times what an append, or a snapshot, may hold. */
  static final int LARGEST_MIB = 16;

  private static final long LARGEST = (long) LARGEST_MIB << 20;

  /** Of a number, a boolean, a quotation mark or two and a comma. */
  private static final int OTHER = 8;

  private final Map<Object, Long> known = new IdentityHashMap<>();

  /** Throws {@link Bounds.Exceeded} for a value that is too large. */
  void require(@Nullable Object value) {
    require(size(value));
  }

  /** Throws {@link Bounds.Exceeded} for a text, or a value, that would be too large. */
  static void require(long characters) {
    if (characters > LARGEST) {
      throw new Bounds.Exceeded(
          "the expression was stopped at a value of more than %d MiB: does it build something without end?"
              .formatted(LARGEST_MIB));
    }
  }

  private long size(@Nullable Object value) {
    if (value instanceof String text) {
      return OTHER + text.length();
    }
    return value instanceof List<?> || value instanceof Map<?, ?> ? contained(value) : OTHER;
  }

  private long contained(Object value) {
    Long before = known.get(value);
    if (before != null) {
      return before;
    }
    long size = value instanceof List<?> list ? list(list) : map((Map<?, ?>) value);
    known.put(value, size);
    return size;
  }

  private long list(List<?> list) {
    // First: a range of ten million is not yet made, and looking at its numbers would make them.
    require((long) OTHER * list.size());
    long size = OTHER;
    for (Object element : list) {
      size += size(element);
      require(size);
    }
    return size;
  }

  private long map(Map<?, ?> map) {
    long size = OTHER;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      size += size(member.getKey()) + size(member.getValue());
      require(size);
    }
    return size;
  }
}
