package dev.annals.store.schema;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import dev.annals.model.store.StoreException;
import dev.annals.model.store.StoreSettings;
import dev.annals.store.cql.Cql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes sure that the store is there and is the one the settings say, when a client opens it. */
public final class StoreSchema {
  private static final Pattern TABLE = Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+)");

  /** A minute: the driver waits ten seconds each time. */
  private static final int MOST_WAITS = 6;

  private final Cql cql;
  private final SchemaSettings settings;
  private final List<String> createTables;

  /**
   * For one client.
   *
   * @param createTables the statements that create the tables, the one of the {@code store} table
   *     not among them
   */
  public StoreSchema(Cql cql, SchemaSettings settings, List<String> createTables) {
    this.cql = cql;
    this.settings = settings;
    this.createTables = createTables;
  }

  /**
   * Checks the cluster, creates what is missing where that is allowed, and compares the settings.
   *
   * @return what the store was created with; fails with a {@link StoreException} that says what
   *     differs
   */
  public CompletionStage<StoreSettings> check() {
    Metadata known = cql.session().getMetadata();
    // A session whose first look at the schema failed goes on without one.
    return (known.getKeyspace(cql.settings().keyspace()).isPresent()
            ? CompletableFuture.completedStage(known)
            : cql.refreshedSchema())
        .thenCompose(this::tables)
        .thenCompose(done -> new StoreRow(cql, settings).readOrCreate());
  }

  private CompletionStage<Void> tables(Metadata metadata) {
    ClusterCheck.check(metadata, cql.settings());
    return missing(metadata).isEmpty()
        ? CompletableFuture.completedStage(null)
        : agreement(MOST_WAITS)
            .thenCompose(agreed -> cql.refreshedSchema())
            .thenCompose(this::createMissing);
  }

  private List<String> missing(Metadata metadata) {
    KeyspaceMetadata keyspace = metadata.getKeyspace(cql.settings().keyspace()).orElseThrow();
    return statements().stream()
        .filter(statement -> keyspace.getTable(tableOf(statement)).isEmpty())
        .toList();
  }

  /**
   * A node that has not heard yet of tables that others have must not create them: they would have
   * two ids.
   */
  private CompletionStage<Void> agreement(int waits) {
    return cql.schemaAgrees()
        .thenCompose(
            agreed -> {
              if (agreed) {
                return CompletableFuture.completedStage(null);
              }
              if (waits == 1) {
                throw new StoreException(
                    ("tables seem to be missing in keyspace %s, and the nodes do not agree on which"
                            + " tables there are: none is created until nodetool describecluster"
                            + " shows one schema version; restart the task then")
                        .formatted(cql.settings().keyspace()));
              }
              return agreement(waits - 1);
            });
  }

  private CompletionStage<Void> createMissing(Metadata metadata) {
    CompletionStage<Void> created = CompletableFuture.completedStage(null);
    for (String statement : missing(metadata)) {
      if (!settings.create()) {
        throw new StoreException(
            ("table %s is missing in keyspace %s: let a connector with schema.create=true create it,"
                    + " or create the tables from the .cql files in the store's jar")
                .formatted(tableOf(statement), cql.settings().keyspace()));
      }
      created = created.thenCompose(before -> create(statement));
    }
    return created;
  }

  private List<String> statements() {
    List<String> all = new ArrayList<>(createTables);
    all.add(SchemaFile.read(StoreSchema.class, "store.cql", Map.of()));
    return all;
  }

  /**
   * Sent to the node with the smallest host id by every client, of those that are up then: two
   * nodes that create one table at the same time would give it two ids.
   */
  private CompletionStage<Void> create(String statement) {
    SimpleStatement create = SimpleStatement.newInstance(statement);
    return cql.write(
            () ->
                cql.session().getMetadata().getNodes().values().stream()
                    .filter(node -> node.getState() == NodeState.UP)
                    .min(Comparator.comparing(node -> String.valueOf(node.getHostId())))
                    .map(create::setNode)
                    .orElse(create))
        .thenApply(rs -> null);
  }

  private static String tableOf(String statement) {
    Matcher matcher = TABLE.matcher(statement);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no CREATE TABLE IF NOT EXISTS: " + statement);
    }
    return matcher.group(1);
  }
}
