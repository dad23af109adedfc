package dev.annals.connector.kind;

import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** The logical types whose values have Java classes of their own; others are their base type. */
enum Logical {
  DECIMAL,
  DATE,
  TIME,
  TIMESTAMP,
  NONE;

  private static final Map<String, Logical> BY_NAME =
      Map.of(
          Decimal.LOGICAL_NAME, DECIMAL,
          Date.LOGICAL_NAME, DATE,
          Time.LOGICAL_NAME, TIME,
          Timestamp.LOGICAL_NAME, TIMESTAMP);

  /** By the name alone, as Connect does it. */
  static Logical of(Schema schema) {
    return schema.name() == null ? NONE : BY_NAME.getOrDefault(schema.name(), NONE);
  }
}
