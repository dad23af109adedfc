package dev.annals.connector.kind;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Marks a value without schema that is none of JSON's own: {@code {"$int32":"7"}}. JSON has text,
 * booleans, null, lists, maps with text keys, whole numbers (int64) and fractions (float64); all
 * else has an object of one member, whose name is the tag and whose value is a text.
 *
 * <p>A map of one entry whose key looks like a tag gets a further {@code $} in front.
 */
enum Tag {
  INT8,
  INT16,
  INT32,
  FLOAT32,
  /** Those that are no numbers. */
  FLOAT64,
  INTEGER,
  DECIMAL,
  BYTES,
  TIMESTAMP,
  /** A list of pairs. */
  MAP;

  private static final char SIGN = '$';

  private static final Map<Class<?>, Tag> OF_CLASSES =
      Map.of(
          Byte.class, INT8,
          Short.class, INT16,
          Integer.class, INT32,
          Float.class, FLOAT32,
          BigInteger.class, INTEGER,
          BigDecimal.class, DECIMAL);

  /** As the name of a member. */
  String member() {
    return SIGN + name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Tag of(String member) {
    for (Tag tag : values()) {
      if (tag.member().equals(member)) {
        return tag;
      }
    }
    return null;
  }

  /** Whether the name of the only member would be taken for a tag, or for one with a sign more. */
  static boolean looksLikeTag(String member) {
    int signs = 0;
    while (signs < member.length() && member.charAt(signs) == SIGN) {
      signs++;
    }
    return signs > 0 && of(member.substring(signs - 1)) != null;
  }

  static String escaped(String member) {
    return SIGN + member;
  }

  /** The text of a number that needs a tag. */
  static String text(Number number) {
    return number instanceof Float single ? NumberOutput.toString(single, true) : number.toString();
  }

  /** The tag of a number; absent where JSON's own numbers hold it. */
  static @Nullable Tag of(Number number) {
    if (number instanceof Double twice) {
      return Double.isFinite(twice) ? null : FLOAT64;
    }
    return OF_CLASSES.get(number.getClass());
  }

  /** What an object of JSON stands for: itself, or the value that its only member marks. */
  static Object read(Map<String, @Nullable Object> object) {
    if (object.size() != 1) {
      return object;
    }
    Map.Entry<String, @Nullable Object> only = object.entrySet().iterator().next();
    Tag tag = of(only.getKey());
    if (tag != null) {
      return tag.value(only.getValue());
    }
    if (!looksLikeTag(only.getKey())) {
      return object;
    }
    Map<String, @Nullable Object> unescaped = new LinkedHashMap<>();
    unescaped.put(only.getKey().substring(1), only.getValue());
    return unescaped;
  }

  private Object value(@Nullable Object marked) {
    try {
      if (this == MAP && marked instanceof List<?> pairs) {
        return map(pairs);
      }
      if (this != MAP && marked instanceof String text) {
        return parse(text);
      }
    } catch (IllegalArgumentException unreadable) {
      // falls through to the same sentence
    }
    throw new Misfit("an object whose only member is " + member() + " and does not hold one");
  }

  private Object parse(String text) {
    return switch (this) {
      case INT8 -> Byte.valueOf(text);
      case INT16 -> Short.valueOf(text);
      case INT32 -> Integer.valueOf(text);
      case FLOAT32 -> Float.valueOf(text);
      case FLOAT64 -> Double.valueOf(text);
      case INTEGER -> new BigInteger(text);
      case DECIMAL -> new BigDecimal(text);
      case BYTES -> ByteBuffer.wrap(Base64.getDecoder().decode(text));
      case TIMESTAMP -> Moments.read(Logical.TIMESTAMP, text);
      case MAP -> text;
    };
  }

  private Map<@Nullable Object, @Nullable Object> map(List<?> pairs) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (Object pair : pairs) {
      if (!(pair instanceof List<?> two) || two.size() != 2) {
        throw new IllegalArgumentException("no pair");
      }
      map.put(two.get(0), two.get(1));
    }
    return map;
  }
}
