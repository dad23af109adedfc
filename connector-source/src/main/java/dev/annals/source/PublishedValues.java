package dev.annals.source;

import dev.annals.connector.kind.Kind;
import dev.annals.connector.kind.KindReader;
import dev.annals.connector.kind.Misfit;
import dev.annals.connector.kind.StoredKinds;
import dev.annals.connector.record.OutgoingRecord;
import dev.annals.model.Bytes;
import dev.annals.model.store.Schemas;
import dev.annals.source.scan.Await;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Turns stored keys and payloads into what the connector's converters take. One thread may use it.
 */
final class PublishedValues {
  private final StoredKinds kinds;
  private final PublishedForms forms;

  PublishedValues(Schemas schemas, PublishedForms forms) {
    this.kinds = new StoredKinds(schemas);
    this.forms = forms;
  }

  /**
   * The key.
   *
   * @param what the record says, for the message: {@code order/17@3}
   * @throws ConnectException if it cannot be what it was: nothing is skipped
   */
  SchemaAndValue key(OutgoingRecord record, Supplier<String> what) {
    return new Part("key", forms.key(), what).read(record.keySchema(), record.key());
  }

  /** Likewise the value. */
  SchemaAndValue value(OutgoingRecord record, Supplier<String> what) {
    return new Part("value", forms.value(), what).read(record.valueSchema(), record.value());
  }

  /** A key or a value, and how messages name it. */
  private final class Part {
    private final String name;
    private final PublishedAs as;
    private final Supplier<String> what;

    Part(String name, PublishedAs as, Supplier<String> what) {
      this.name = name;
      this.as = as;
      this.what = what;
    }

    SchemaAndValue read(@Nullable String schemaId, byte @Nullable [] stored) {
      return switch (as) {
        case BYTES -> new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, stored);
        case TEXT ->
            new SchemaAndValue(Schema.OPTIONAL_STRING_SCHEMA, stored == null ? null : text(stored));
        case VALUE -> schemaId == null ? bytes(stored) : value(schemaId, stored);
      };
    }

    private String text(byte[] stored) {
      try {
        return KindReader.text(Bytes.of(stored));
      } catch (Misfit noText) {
        throw new ConnectException(
            "%s: its %s %s, and StringConverter would publish something else: set %s.converter=org.apache.kafka.connect.converters.ByteArrayConverter. Nothing was skipped."
                .formatted(what.get(), name, noText.getMessage(), name),
            noText);
      }
    }

    /** No value at all is a tombstone to any converter, and only without a schema. */
    private static SchemaAndValue bytes(byte @Nullable [] stored) {
      return stored == null
          ? SchemaAndValue.NULL
          : new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, stored);
    }

    private SchemaAndValue value(String schemaId, byte @Nullable [] stored) {
      try {
        Kind kind = Await.answer(kinds.find(schemaId)).orElseThrow(() -> missing(schemaId));
        return KindReader.read(kind, stored == null ? null : Bytes.of(stored));
      } catch (Misfit misfit) {
        throw new ConnectException(
            "%s: its %s does not fit its schema %s: %s. Where upcasting made it, mend the rule; else set %s.converter=org.apache.kafka.connect.converters.ByteArrayConverter, to publish it as it is stored. Nothing was skipped."
                .formatted(what.get(), name, schemaId, misfit.getMessage(), name),
            misfit);
      }
    }

    private ConnectException missing(String schemaId) {
      return new ConnectException(
          "%s: its %s is of schema %s, which table schemas does not hold: restore the table from a backup; or set %s.converter=org.apache.kafka.connect.converters.ByteArrayConverter, to publish it as it is stored. Nothing was skipped."
              .formatted(what.get(), name, schemaId, name));
    }
  }
}
