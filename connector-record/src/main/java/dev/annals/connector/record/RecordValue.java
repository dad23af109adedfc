package dev.annals.connector.record;

import dev.annals.connector.kind.Form;
import dev.annals.connector.kind.Kept;
import dev.annals.connector.kind.KindWriter;
import dev.annals.connector.kind.NotKept;
import dev.annals.model.Bytes;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record.
 *
 * @param kept as it is stored: bytes and text as they came, else JSON of what a converter has made
 */
record RecordValue(Kept kept) {
  static RecordValue of(SinkRecord record, KindWriter kinds) throws NotDecodable {
    return of(record.valueSchema(), record.value(), kinds);
  }

  private static RecordValue of(@Nullable Schema schema, @Nullable Object value, KindWriter kinds)
      throws NotDecodable {
    try {
      return new RecordValue(kinds.write(schema, value));
    } catch (NotKept reason) {
      throw new NotDecodable("the record's value cannot be kept: " + reason.getMessage());
    }
  }

  @Nullable Bytes bytes() {
    return kept.bytes();
  }

  /** Whether the bytes are JSON that was written here. */
  boolean isDocument() {
    return kept.bytes() != null && kept.form() == Form.DOCUMENT;
  }

  /** An element of the array that the value is: of the kind of its elements. */
  static Kept element(Bytes text, SinkRecord batch, Kept whole, KindWriter kinds)
      throws NotDecodable {
    if (whole.form() != Form.DOCUMENT) {
      return new Kept(text, whole.form(), whole.schema(), false);
    }
    Schema schema = batch.valueSchema() == null ? null : batch.valueSchema().valueSchema();
    try {
      return kinds.ofDocument(schema, text);
    } catch (NotKept reason) {
      throw new NotDecodable("the record's value cannot be kept: " + reason.getMessage());
    }
  }
}
