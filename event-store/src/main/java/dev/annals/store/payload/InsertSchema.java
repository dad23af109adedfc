package dev.annals.store.payload;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.store.StoredSchema;
import dev.annals.store.cql.Cql;
import java.util.concurrent.CompletionStage;

/** Writes a row of {@code schemas}, which is the same whoever writes it. */
final class InsertSchema {
  private static final String CQL =
      "INSERT INTO schemas (schema_id, definition) VALUES (:schema_id, :definition)";

  private final Cql cql;
  private final PreparedStatement statement;

  private InsertSchema(Cql cql, PreparedStatement statement) {
    this.cql = cql;
    this.statement = statement;
  }

  static CompletionStage<InsertSchema> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(statement -> new InsertSchema(cql, statement));
  }

  CompletionStage<Void> execute(StoredSchema schema) {
    return cql.write(
            statement
                .bind()
                .setString("schema_id", schema.id())
                .setString("definition", schema.json()))
        .thenAccept(written -> {});
  }
}
