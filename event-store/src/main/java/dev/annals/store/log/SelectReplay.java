package dev.annals.store.log;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Source;
import dev.annals.model.store.HandOver;
import dev.annals.store.cql.Cql;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads a row of {@code replays}, at the serial level: it was written by a transaction. */
final class SelectReplay {
  private static final String CQL =
      """
      SELECT scope, upto, taken_at FROM replays WHERE replay = :replay
      """;

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectReplay(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<SelectReplay> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectReplay(cql, statement));
  }

  CompletionStage<Optional<HandOver>> execute(String replay) {
    return cql.serialRead(statement.bind().setString("replay", replay))
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(row -> handOver(replay, row)));
  }

  /** What a row says. */
  static HandOver handOver(String replay, Row row) {
    Map<Source, Long> upto = new HashMap<>();
    Map<String, Long> stored = row.getMap("upto", String.class, Long.class);
    if (stored != null) {
      stored.forEach((source, position) -> upto.put(Source.parse(source), position));
    }
    return new HandOver(
        replay,
        Objects.requireNonNullElse(row.getString("scope"), ""),
        upto,
        Objects.requireNonNullElse(row.getInstant("taken_at"), Instant.EPOCH));
  }
}
