package dev.annals.connector.record;

import dev.annals.connector.kind.Form;
import dev.annals.connector.kind.Kept;
import dev.annals.connector.kind.KindWriter;
import dev.annals.connector.kind.NotKept;
import java.math.BigInteger;
import java.util.UUID;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The key of a record.
 *
 * @param entityId the text it is; absent where there is no key, or an empty one. Of a structured
 *     key, its JSON document
 * @param kept as it is stored
 */
record RecordKey(@Nullable String entityId, Kept kept) {
  private static final String WHAT = "the record's key";

  static RecordKey of(SinkRecord record, KindWriter kinds) throws NotDecodable {
    Kept kept = kept(record, kinds);
    if (kept.bytes() == null) {
      return new RecordKey(null, kept);
    }
    String text = StrictUtf8.decode(kept.bytes().toArray(), WHAT);
    if (kept.form() == Form.DOCUMENT && text.startsWith("\"")) {
      text = text.substring(1, text.length() - 1); // A time, or NaN: nothing in it is escaped.
    }
    return new RecordKey(text.isEmpty() ? null : text, kept);
  }

  /** As it is stored, whatever it says. */
  static Kept kept(SinkRecord record, KindWriter kinds) throws NotDecodable {
    Object key = record.key();
    // Connect has no type for these: a transform made them.
    boolean isForeign = key instanceof UUID || key instanceof BigInteger;
    try {
      return kinds.write(record.keySchema(), isForeign ? key.toString() : key);
    } catch (NotKept reason) {
      throw new NotDecodable(WHAT + " cannot be kept: " + reason.getMessage());
    }
  }
}
