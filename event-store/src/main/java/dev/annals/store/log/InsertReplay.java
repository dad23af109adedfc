package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.store.HandOver;
import dev.annals.model.store.StoreException;
import dev.annals.store.cql.Cql;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Writes a row of {@code replays}, unless there is one; a refusal returns the one that is there, so
 * nobody has to read it.
 */
final class InsertReplay {
  private static final String CQL =
      """
      INSERT INTO replays (replay, scope, upto, taken_at) VALUES (:replay, :scope, :upto, :taken_at)
      IF NOT EXISTS
      """;

  private final Cql cql;
  private final PreparedStatement statement;

  private InsertReplay(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<InsertReplay> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new InsertReplay(cql, statement));
  }

  CompletionStage<HandOver> execute(HandOver proposed) {
    Map<String, Long> upto = new HashMap<>();
    proposed.upto().forEach((source, position) -> upto.put(source.text(), position));
    return cql.conditional(
            statement
                .bind()
                .setString("replay", proposed.replay())
                .setString("scope", proposed.scope())
                .setMap("upto", upto, String.class, Long.class)
                .setInstant("taken_at", proposed.takenAt()))
        .thenApply(answer -> answer.wasApplied() ? proposed : standing(proposed, answer));
  }

  private static HandOver standing(HandOver proposed, AsyncResultSet answer) {
    Row row = answer.one();
    if (row == null) {
      throw new StoreException(
          "the row of %s in table replays was refused and is not there".formatted(proposed));
    }
    return SelectReplay.handOver(proposed.replay(), row);
  }
}
