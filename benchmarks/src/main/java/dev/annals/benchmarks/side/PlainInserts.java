package dev.annals.benchmarks.side;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import dev.annals.benchmarks.servers.Rig;
import java.util.function.IntFunction;

/** Writes each event by an INSERT that checks nothing, as a connector without versions would. */
final class PlainInserts implements DriverOnly.Writes {
  static final String CQL =
      """
      INSERT INTO %s.events (entity_type, entity_id, bucket, version, %s)
      VALUES (:entity_type, :entity_id, :bucket, :version, :event_id, :type, :schema_version,
        :content_type, :payload, :key, :headers, :recorded_at, :source, :position, :event_index)
      """;

  @Override
  public String name() {
    return "plain inserts";
  }

  @Override
  public int eventsPerStatement(Workload workload) {
    return 1;
  }

  @Override
  public IntFunction<Statement<?>> statements(Rig rig, String keyspace, Round round) {
    PreparedStatement insert = rig.session().prepare(CQL.formatted(keyspace, EventRow.COLUMNS));
    String source = keyspace + "-0@1";
    return event -> EventRow.bind(insert, round, event, round.workload().versionOf(event), source);
  }
}
