package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import dev.annals.model.Source;
import dev.annals.model.decision.Register;
import dev.annals.model.decision.StreamTransaction;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Registers as the column {@code sources}, both ways. */
final class Registers {
  private static final TupleType TUPLE = DataTypes.tupleOf(DataTypes.BIGINT, DataTypes.BIGINT);

  private Registers() {}

  /**
   * Null for {@link StreamTransaction#NO_REGISTER}, which is what a missing element compares with.
   */
  static @Nullable TupleValue write(Register register) {
    return register.equals(StreamTransaction.NO_REGISTER)
        ? null
        : TUPLE.newValue(register.position(), register.lastVersion());
  }

  static Map<String, TupleValue> write(Map<Source, Register> registers) {
    Map<String, TupleValue> written = new HashMap<>();
    registers.forEach(
        (source, register) ->
            written.put(
                source.text(), TUPLE.newValue(register.position(), register.lastVersion())));
    return written;
  }

  static Map<Source, Register> read(Row row) {
    Map<String, TupleValue> stored = row.getMap("sources", String.class, TupleValue.class);
    Map<Source, Register> registers = new HashMap<>();
    if (stored != null) {
      stored.forEach(
          (source, tuple) ->
              registers.put(
                  Source.parse(source), new Register(tuple.getLong(0), tuple.getLong(1))));
    }
    return registers;
  }
}
