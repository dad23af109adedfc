package dev.annals.quickstart.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import dev.annals.testkit.servers.CassandraAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keyspace of Annals, asked as any client of Cassandra could. */
public final class Tables implements AutoCloseable {
  /** The keyspace of the quickstart. */
  public static final String KEYSPACE = "annals";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final CqlSession session;

  private Tables(CqlSession session) {
    this.session = session;
  }

  /** Makes the keyspace: Annals never does. */
  public static void createKeyspace(CassandraAddress address) {
    try (CqlSession session = connect(address, null)) {
      session.execute(
          "CREATE KEYSPACE IF NOT EXISTS "
              + KEYSPACE
              + " WITH replication = {'class': 'NetworkTopologyStrategy', '"
              + address.localDatacenter()
              + "': 1}");
    }
  }

  /** Connects to the keyspace. */
  public static Tables open(CassandraAddress address) {
    return new Tables(connect(address, CqlIdentifier.fromCql(KEYSPACE)));
  }

  private static CqlSession connect(CassandraAddress address, @Nullable CqlIdentifier keyspace) {
    DriverConfigLoader settings =
        DriverConfigLoader.programmaticBuilder()
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TIMEOUT)
            .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, TIMEOUT)
            .withDuration(DefaultDriverOption.METADATA_SCHEMA_REQUEST_TIMEOUT, TIMEOUT)
            .build();
    return CqlSession.builder()
        .addContactPoint(address.socketAddress())
        .withLocalDatacenter(address.localDatacenter())
        .withAuthCredentials(address.username(), address.password())
        .withKeyspace(keyspace)
        .withConfigLoader(settings)
        .build();
  }

  /** What a statement answers. */
  public ResultSet ask(String statement) {
    return session.execute(statement);
  }

  /** Every event. Rows of streams that only have a marker are no events. */
  public List<EventRow> events() {
    return rows("SELECT " + EventRow.COLUMNS + " FROM events", EventRow::of);
  }

  /** Everything that is not in a stream. */
  public List<RefusedRow> refused() {
    return rows("SELECT " + RefusedRow.COLUMNS + " FROM refused", RefusedRow::of);
  }

  /** The same of one partition of the table, in the order of positions. */
  public List<RefusedRow> refused(String source, long bucket) {
    return rows(
        "SELECT %s FROM refused WHERE source = '%s' AND bucket = %d"
            .formatted(RefusedRow.COLUMNS, source.replace("'", "''"), bucket),
        RefusedRow::of);
  }

  /** How far each source is decided. */
  public List<ProgressRow> progress() {
    return rows("SELECT " + ProgressRow.COLUMNS + " FROM progress", ProgressRow::of);
  }

  /** Whether Annals has made its tables and is done with that: {@code store} gets its row last. */
  public boolean areMade() {
    try {
      return session.execute("SELECT id FROM store").one() != null;
    } catch (InvalidQueryException noSuchTable) {
      return false;
    }
  }

  /** The id of the store, which every published record bears. */
  public UUID storeId() {
    for (Row row : session.execute("SELECT id FROM store")) {
      UUID id = row.getUuid("id");
      if (id != null) {
        return id;
      }
    }
    throw new IllegalStateException("The table store has no row.");
  }

  /** A static row alone (an owner, a marker) comes with all other columns null: it is skipped. */
  private <T> List<T> rows(String statement, Function<Row, T> reading) {
    List<T> rows = new ArrayList<>();
    for (Row row : session.execute(statement)) {
      boolean isStatic = row.getColumnDefinitions().contains("position") && row.isNull("position");
      if (!isStatic) {
        rows.add(reading.apply(row));
      }
    }
    return rows;
  }

  @Override
  public void close() {
    session.close();
  }
}
