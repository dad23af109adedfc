package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import dev.annals.model.RecordedEvent;
import dev.annals.model.StreamId;
import dev.annals.model.decision.StreamTransaction;
import dev.annals.store.cql.Cql;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Writes a transaction: one conditional batch in one partition.
 *
 * <pre>
 * UPDATE   head and registers           IF they are what the decision saw
 * UPDATE   the first event's row        IF it is not there
 * INSERT   the other events' rows
 * </pre>
 *
 * <p>The first row's own condition holds whenever the head's does. It is there for speed: with a
 * condition on that row Cassandra reads this one row, with conditions on statics alone it reads the
 * first live row of the partition, payload and all.
 */
final class AppendBatch {
  private static final String FIRST =
      """
      UPDATE events SET event_id = :event_id, type = :type, schema_version = :schema_version,
        schema_id = :schema_id, content_type = :content_type, payload = :payload,
        attributes = :attributes, key = :key, headers = :headers, event_time = :event_time,
        recorded_at = :recorded_at, source = :source, position = :position, "index" = :event_index
      WHERE entity_type = :entity_type AND entity_id = :entity_id AND bucket = :bucket AND version = :version
      IF event_id = null
      """;

  private static final String FURTHER =
      """
      INSERT INTO events (entity_type, entity_id, bucket, version, %s)
      VALUES (:entity_type, :entity_id, :bucket, :version, :event_id, :type, :schema_version, :schema_id,
        :content_type, :payload, :attributes, :key, :headers, :event_time, :recorded_at, :source,
        :position, :event_index)
      """
          .formatted(EventColumns.NAMES);

  private final Cql cql;
  private final UpdateStatics updateStatics;
  private final PreparedStatement first;
  private final PreparedStatement further;

  private AppendBatch(
      Cql cql, UpdateStatics updateStatics, PreparedStatement first, PreparedStatement further) {
    this.cql = cql;
    this.updateStatics = updateStatics;
    this.first = first;
    this.further = further;
  }

  static CompletionStage<AppendBatch> prepare(Cql cql) {
    UpdateStatics updateStatics = new UpdateStatics(cql);
    return cql.prepare(FIRST)
        .thenCombine(
            cql.prepare(FURTHER),
            (first, further) -> new AppendBatch(cql, updateStatics, first, further));
  }

  /**
   * Whether it took hold; if not, something else did, or an earlier send of the same.
   *
   * @param ontoNothing on condition that nothing was ever written to the stream
   */
  CompletionStage<Boolean> write(StreamTransaction transaction, boolean ontoNothing) {
    return updateStatics
        .bind(transaction, ontoNothing)
        .thenCompose(
            statics ->
                transaction.isMarker()
                    ? cql.conditional(statics)
                    : cql.conditional(batch(transaction, statics)))
        .thenApply(AsyncResultSet::wasApplied);
  }

  private BatchStatement batch(StreamTransaction transaction, BoundStatement statics) {
    BatchStatementBuilder batch =
        BatchStatement.builder(DefaultBatchType.UNLOGGED).addStatement(statics);
    List<RecordedEvent> events = transaction.events();
    for (int i = 0; i < events.size(); i++) {
      batch = batch.addStatement(row(i == 0 ? first : further, transaction, events.get(i)));
    }
    return batch.build();
  }

  private static BoundStatement row(
      PreparedStatement statement, StreamTransaction transaction, RecordedEvent event) {
    StreamId stream = transaction.stream();
    BoundStatementBuilder row =
        statement
            .boundStatementBuilder()
            .setString("entity_type", stream.entityType())
            .setString("entity_id", stream.entityId())
            .setLong("bucket", transaction.bucket())
            .setLong("version", event.version());
    return EventColumns.bind(row, event).build();
  }
}
