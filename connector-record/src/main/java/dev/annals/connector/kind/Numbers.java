package dev.annals.connector.kind;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.kafka.connect.data.Schema;

/** Numbers of a document as their schema has them: exactly, or not at all. */
final class Numbers {
  /** More would take minutes to compute. */
  private static final int MAX_SCALE_CHANGE = 10_000;

  private Numbers() {}

  static BigDecimal decimal(Schema schema, String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException none) {
      throw new Misfit("no number, where the schema has " + KindReader.name(schema));
    }
  }

  static BigDecimal scaled(Schema schema, BigDecimal number) {
    Integer scale = DocumentWriter.scale(schema);
    if (scale == null || scale == number.scale()) {
      return number;
    }
    try {
      if (Math.abs((long) scale - number.scale()) <= MAX_SCALE_CHANGE) {
        return number.setScale(scale, RoundingMode.UNNECESSARY);
      }
    } catch (ArithmeticException inexact) {
      // falls through to the same sentence
    }
    throw new Misfit("a number with more digits than a decimal of scale %d has".formatted(scale));
  }

  static Object whole(Schema schema, BigDecimal number) {
    try {
      return switch (schema.type()) {
        case INT8 -> number.byteValueExact();
        case INT16 -> number.shortValueExact();
        case INT32 -> number.intValueExact();
        default -> number.longValueExact();
      };
    } catch (ArithmeticException inexact) {
      throw new Misfit("a number that is no " + KindReader.name(schema));
    }
  }

  static Float single(Schema schema, String text, boolean mayBeInfinite) {
    float number = (float) parsed(schema, text, mayBeInfinite, true);
    return number;
  }

  /** Only what is no number stands as text: {@code "NaN"}. */
  static double parsed(Schema schema, String text, boolean isText, boolean single) {
    try {
      double number = single ? Float.parseFloat(text) : Double.parseDouble(text);
      if (isText ? !Double.isFinite(number) : Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException none) {
      // falls through to the same sentence
    }
    throw new Misfit(
        "%s, where the schema has %s"
            .formatted(isText ? "a text" : "a number beyond its range", KindReader.name(schema)));
  }

  static boolean isNoNumber(String name) {
    return name.equals(DocumentWriter.NOT_A_NUMBER) || name.endsWith("Infinity");
  }
}
