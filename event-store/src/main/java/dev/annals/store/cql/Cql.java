package dev.annals.store.cql;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Executes statements against one keyspace until they are answered. Thread-safe.
 *
 * <p>Every stage fails only with {@link dev.annals.model.store.StoreException}: for what is
 * permanent, or because this was closed. Everything else is tried again with growing, jittered
 * waits, however long it takes; a table that a node does not know, for a minute, for it may not
 * have heard yet of what another one has created. Stages complete on threads of {@link
 * #executor()}.
 */
public final class Cql implements AutoCloseable {
  private final CqlSession session;
  private final ClusterSettings settings;
  private final Attempts attempts;

  private Cql(CqlSession session, ClusterSettings settings, Attempts attempts) {
    this.session = session;
    this.settings = settings;
    this.attempts = attempts;
  }

  /** Opens a session, as soon as one of the contact points answers. */
  public static CompletionStage<Cql> open(ClusterSettings settings, StoreListener listener) {
    Attempts attempts = new Attempts(settings, listener);
    AtomicReference<@Nullable CqlSession> built = new AtomicReference<>();
    CompletableFuture<Cql> opened =
        attempts
            .untilAnswered(
                () -> {
                  CompletionStage<CqlSession> building =
                      SessionSettings.session(settings).buildAsync();
                  building.thenAccept(
                      session -> {
                        built.set(session);
                        if (attempts.isClosed()) {
                          session.closeAsync();
                        }
                      });
                  return building;
                })
            .thenApply(session -> new Cql(session, settings, attempts))
            .toCompletableFuture();
    opened.whenComplete(
        (cql, fault) -> {
          if (fault != null) {
            attempts.close();
            // One that came about when nobody waited for it any more.
            CqlSession unused = built.get();
            if (unused != null) {
              unused.closeAsync();
            }
          }
        });
    // Whoever gives up waiting closes the attempts with it: there is no Cql to close yet.
    CompletableFuture<Cql> cancellable = opened.copy();
    cancellable.whenComplete(
        (cql, fault) -> {
          if (cancellable.isCancelled()) {
            attempts.close();
            opened.thenAccept(Cql::close);
          }
        });
    return cancellable;
  }

  /** Where the keyspace is. */
  public ClusterSettings settings() {
    return settings;
  }

  /** The session, for metadata and for statements about the schema. */
  public CqlSession session() {
    return session;
  }

  /** Where stages complete: two threads, never blocked by this package. */
  public Executor executor() {
    return attempts.executor();
  }

  /**
   * Whether all nodes that are up know the same tables, as far as one of them has heard; waits some
   * seconds for it.
   */
  public CompletionStage<Boolean> schemaAgrees() {
    return attempts.untilAnswered(session::checkSchemaAgreementAsync);
  }

  /** Which tables there are now. */
  public CompletionStage<Metadata> refreshedSchema() {
    return attempts.untilAnswered(session::refreshSchemaAsync);
  }

  /** Prepares a statement. */
  public CompletionStage<PreparedStatement> prepare(String cql) {
    return attempts.untilAnswered(() -> session.prepareAsync(cql));
  }

  /** Reads at the commit level. */
  public CompletionStage<AsyncResultSet> read(Statement<?> statement) {
    Statement<?> read =
        statement.setConsistencyLevel(settings.consistency().commit()).setIdempotent(true);
    return attempts.untilAnswered(() -> session.executeAsync(read));
  }

  /**
   * Reads one partition at the serial level: a transaction that was under way there is completed or
   * undone first.
   */
  public CompletionStage<AsyncResultSet> serialRead(Statement<?> statement) {
    Statement<?> read =
        statement
            .setConsistencyLevel(settings.consistency().serial())
            .setExecutionProfileName(SessionSettings.CONDITIONAL)
            .setIdempotent(true);
    return attempts.untilAnswered(() -> session.executeAsync(read));
  }

  /** Writes without a condition; the statement must not mind being executed twice. */
  public CompletionStage<AsyncResultSet> write(Statement<?> statement) {
    return write(() -> statement);
  }

  /** The same, with a statement that is made for each attempt, as for a node that is there then. */
  public CompletionStage<AsyncResultSet> write(Supplier<? extends Statement<?>> statement) {
    return attempts.untilAnswered(
        () ->
            session.executeAsync(
                statement
                    .get()
                    .setConsistencyLevel(settings.consistency().commit())
                    .setIdempotent(true)));
  }

  /**
   * Executes a transaction. Where its outcome is unknown (a time-out, a write failure, a closed
   * connection) the identical statement is sent again: only its answer decides. An answer "not
   * applied" may therefore mean that it was applied by an earlier send: look at who is there now.
   */
  public CompletionStage<AsyncResultSet> conditional(Statement<?> statement) {
    Statement<?> conditional =
        statement
            .setConsistencyLevel(settings.consistency().commit())
            .setSerialConsistencyLevel(settings.consistency().serial())
            .setExecutionProfileName(SessionSettings.CONDITIONAL)
            // Keeps the driver from sending it to a second coordinator by itself.
            .setIdempotent(false);
    return attempts.untilAnswered(() -> session.executeAsync(conditional));
  }

  /** The next page, at the level of the first. */
  public CompletionStage<AsyncResultSet> nextPage(AsyncResultSet page) {
    return attempts.untilAnswered(page::fetchNextPage);
  }

  /** Ends the calls under way, which fail with {@code Closed}, then the session. */
  @Override
  public void close() {
    attempts.close();
    session.closeAsync();
  }
}
