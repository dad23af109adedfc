package dev.annals.model.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.model.RecordedEvent;
import dev.annals.model.Source;
import dev.annals.model.SourcePosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of one stream and the statics of its newest bucket, written by transactions only. */
final class SimulatedStore {
  private final AppendLimits limits;
  private final List<RecordedEvent> rows = new ArrayList<>();
  private final Map<Source, Register> registers = new HashMap<>();
  private long bucket;

  SimulatedStore(AppendLimits limits) {
    this.limits = limits;
  }

  List<RecordedEvent> rows() {
    return rows;
  }

  List<RecordedEvent> rowsFrom(SourcePosition at) {
    return rows.stream().filter(row -> row.at().equals(at)).toList();
  }

  Register register(Source source) {
    return registers.getOrDefault(source, StreamTransaction.NO_REGISTER);
  }

  /** What a client reads that remembers nothing. */
  StreamState load() {
    int from = Math.max(0, rows.size() - limits.dedupeWindow());
    List<SeenEvent> recent = rows.subList(from, rows.size()).stream().map(SeenEvent::of).toList();
    return new StreamState(Notation.STREAM, bucket, rows.size(), false, registers, recent);
  }

  /** Writes what a conditional batch would write; false where a condition does not hold. */
  boolean apply(StreamTransaction transaction) {
    boolean holds =
        transaction.opensBucket()
            ? transaction.bucket() > bucket
            : transaction.bucket() == bucket && transaction.head() == rows.size();
    for (Map.Entry<Source, Register> condition : transaction.conditions().entrySet()) {
      // A new bucket is empty: there, what is written is conditional on nothing being there.
      holds &=
          transaction.opensBucket() || condition.getValue().equals(register(condition.getKey()));
    }
    if (!holds) {
      return false;
    }
    if (transaction.opensBucket()) {
      requireStableFact(transaction);
      bucket = transaction.bucket();
      registers.clear();
      registers.putAll(transaction.carried());
    }
    registers.putAll(transaction.registers());
    rows.addAll(transaction.events());
    return true;
  }

  /** Whoever opens a bucket, however late, saw the full one before it as it is for ever. */
  private void requireStableFact(StreamTransaction opening) {
    Map<Source, Register> seen = new HashMap<>(opening.carried());
    seen.putAll(opening.conditions());
    seen.values().removeIf(StreamTransaction.NO_REGISTER::equals);
    assertThat(seen).as("registers of full bucket %d", bucket).isEqualTo(registers);
    assertThat(opening.head()).as("head of full bucket %d", bucket).isEqualTo(rows.size());
    assertThat(opening.bucket()).isEqualTo(bucket + 1);
  }
}
