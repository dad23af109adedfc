package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.TupleValue;
import dev.annals.model.Source;
import dev.annals.model.decision.Register;
import dev.annals.model.decision.StreamTransaction;
import dev.annals.store.cql.Cql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Advances head and registers, if head, closed and the registers are what the decision saw.
 *
 * <p>Its text depends on how many sources take part (one, almost always), on whether the head
 * moves, and on whether a bucket is opened, which takes all registers along.
 */
final class UpdateStatics {
  private final Cql cql;
  private final Map<String, CompletionStage<PreparedStatement>> prepared =
      new ConcurrentHashMap<>();

  UpdateStatics(Cql cql) {
    this.cql = cql;
  }

  /**
   * The statement for a transaction.
   *
   * @param ontoNothing on condition that no source ever wrote to the stream, not only those of the
   *     transaction
   */
  CompletionStage<BoundStatement> bind(StreamTransaction transaction, boolean ontoNothing) {
    String text = text(transaction, ontoNothing);
    CompletionStage<PreparedStatement> statement = prepared.computeIfAbsent(text, cql::prepare);
    statement.whenComplete(
        (ready, fault) -> {
          if (fault != null) {
            prepared.remove(text, statement);
          }
        });
    return statement.thenApply(ready -> bound(ready, transaction, ontoNothing));
  }

  static String text(StreamTransaction transaction, boolean ontoNothing) {
    List<String> set = new ArrayList<>();
    List<String> condition = new ArrayList<>(List.of("head = :head_before"));
    if (!transaction.isMarker() || transaction.opensBucket()) {
      set.add("head = :head_after");
    }
    if (transaction.opensBucket()) {
      set.add("sources = :sources");
    }
    if (transaction.closes() || (transaction.closed() && transaction.opensBucket())) {
      set.add("closed = true");
    }
    if (ontoNothing) {
      condition.add("sources = null");
    }
    for (int i = 0; i < transaction.conditions().size(); i++) {
      if (!ontoNothing) {
        condition.add("sources[:source_%d] = :register_before_%d".formatted(i, i));
      }
      if (!transaction.opensBucket()) {
        set.add("sources[:set_source_%d] = :register_after_%d".formatted(i, i));
      }
    }
    boolean closedThere = transaction.closed() && !transaction.opensBucket();
    condition.add(closedThere ? "closed = true" : "closed = null");
    return "UPDATE events SET %s WHERE entity_type = :entity_type AND entity_id = :entity_id AND bucket = :bucket IF %s"
        .formatted(String.join(", ", set), String.join(" AND ", condition));
  }

  private static BoundStatement bound(
      PreparedStatement statement, StreamTransaction transaction, boolean ontoNothing) {
    BoundStatementBuilder bound =
        statement
            .boundStatementBuilder()
            .setString("entity_type", transaction.stream().entityType())
            .setString("entity_id", transaction.stream().entityId())
            .setLong("bucket", transaction.bucket());
    long head = transaction.head();
    if (head == 0 || transaction.opensBucket()) {
      bound = bound.setToNull("head_before");
    } else {
      bound = bound.setLong("head_before", head);
    }
    if (!transaction.isMarker() || transaction.opensBucket()) {
      bound = bound.setLong("head_after", head + transaction.events().size());
    }
    if (transaction.opensBucket()) {
      Map<Source, Register> all = new HashMap<>(transaction.carried());
      all.putAll(transaction.registers());
      bound = bound.setMap("sources", Registers.write(all), String.class, TupleValue.class);
    }
    int i = 0;
    for (Map.Entry<Source, Register> condition : transaction.conditions().entrySet()) {
      Source source = condition.getKey();
      if (!ontoNothing) {
        bound = bound.setString("source_" + i, source.text());
        TupleValue before =
            transaction.opensBucket() ? null : Registers.write(condition.getValue());
        if (before == null) {
          bound = bound.setToNull("register_before_" + i);
        } else {
          bound = bound.setTupleValue("register_before_" + i, before);
        }
      }
      if (!transaction.opensBucket()) {
        bound = bound.setString("set_source_" + i, source.text());
        bound =
            bound.setTupleValue(
                "register_after_" + i,
                Registers.write(Objects.requireNonNull(transaction.registers().get(source))));
      }
      i++;
    }
    return bound.build();
  }
}
