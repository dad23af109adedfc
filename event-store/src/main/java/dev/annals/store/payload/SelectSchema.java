package dev.annals.store.payload;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.store.StoredSchema;
import dev.annals.store.cql.Cql;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads a row of {@code schemas}. */
final class SelectSchema {
  private static final String CQL = "SELECT definition FROM schemas WHERE schema_id = :schema_id";

  private final Cql cql;
  private final PreparedStatement statement;

  private SelectSchema(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<SelectSchema> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new SelectSchema(cql, statement));
  }

  CompletionStage<Optional<StoredSchema>> execute(String id) {
    return cql.read(statement.bind().setString("schema_id", id))
        .thenApply(
            rows -> {
              Row row = rows.one();
              String schema = row == null ? null : row.getString("definition");
              return schema == null ? Optional.empty() : Optional.of(new StoredSchema(id, schema));
            });
  }
}
