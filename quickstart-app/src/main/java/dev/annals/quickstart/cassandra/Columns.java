package dev.annals.quickstart.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Bytes;
import dev.annals.model.StreamId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Values of rows, in our types. */
final class Columns {
  private Columns() {}

  /** Empty where the column has no value. */
  static String text(Row row, String column) {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  static @Nullable Bytes bytes(Row row, String column) {
    ByteBuffer buffer = row.getByteBuffer(column);
    return buffer == null ? null : Bytes.copyOf(buffer);
  }

  static StreamId stream(Row row) {
    return new StreamId(text(row, "entity_type"), text(row, "entity_id"));
  }
}
