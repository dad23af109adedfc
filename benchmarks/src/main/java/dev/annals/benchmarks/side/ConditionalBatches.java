package dev.annals.benchmarks.side;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.TupleType;
import dev.annals.benchmarks.servers.Rig;
import java.util.function.IntFunction;

/**
 * Writes each run of events of one stream by the transaction that the sink would use, knowing
 * beforehand what its conditions must say.
 */
final class ConditionalBatches implements DriverOnly.Writes {
  private static final String STATICS =
      """
      UPDATE %s.events SET head = :head_after, sources[:set_source] = :register_after
      WHERE entity_type = :entity_type AND entity_id = :entity_id AND bucket = :bucket
      IF head = :head_before AND sources[:source] = :register_before AND closed = null
      """;

  private static final String FIRST =
      """
      UPDATE %s.events SET event_id = :event_id, type = :type, schema_version = :schema_version,
        content_type = :content_type, payload = :payload, key = :key, headers = :headers,
        recorded_at = :recorded_at, source = :source, position = :position, "index" = :event_index
      WHERE entity_type = :entity_type AND entity_id = :entity_id AND bucket = :bucket
        AND version = :version
      IF event_id = null
      """;

  private static final TupleType REGISTER = DataTypes.tupleOf(DataTypes.BIGINT, DataTypes.BIGINT);

  @Override
  public String name() {
    return "the same conditional batches";
  }

  @Override
  public int eventsPerStatement(Workload workload) {
    return workload.run();
  }

  @Override
  public IntFunction<Statement<?>> statements(Rig rig, String keyspace, Round round) {
    PreparedStatement statics = rig.session().prepare(STATICS.formatted(keyspace));
    PreparedStatement first = rig.session().prepare(FIRST.formatted(keyspace));
    PreparedStatement further =
        rig.session().prepare(PlainInserts.CQL.formatted(keyspace, EventRow.COLUMNS));
    String source = keyspace + "-0@1";
    int size = round.workload().run();
    return number -> {
      int from = number * size;
      BatchStatementBuilder batch =
          BatchStatement.builder(DefaultBatchType.UNLOGGED)
              .addStatement(statics(statics, round, from, size, source));
      for (int event = from; event < from + size; event++) {
        long version = round.workload().versionOf(event);
        batch =
            batch.addStatement(
                EventRow.bind(event == from ? first : further, round, event, version, source));
      }
      return batch.build();
    };
  }

  private static BoundStatement statics(
      PreparedStatement statement, Round round, int from, int size, String source) {
    long head = round.workload().versionOf(from) - 1;
    long headAfter = head + size;
    BoundStatementBuilder bound =
        statement
            .boundStatementBuilder()
            .setString("entity_type", Events.ENTITY_TYPE)
            .setString("entity_id", round.entity(from))
            .setLong("bucket", 0)
            .setString("source", source)
            .setString("set_source", source)
            .setLong("head_after", headAfter)
            .setTupleValue("register_after", register(from + size - 1, headAfter));
    if (head == 0) {
      return bound.setToNull("head_before").setToNull("register_before").build();
    }
    int before = from - round.workload().distance();
    return bound
        .setLong("head_before", head)
        .setTupleValue("register_before", register(before, head))
        .build();
  }

  private static TupleValue register(long position, long version) {
    return REGISTER.newValue(position, version);
  }
}
