package dev.annals.source.verify;

import dev.annals.connector.store.StoreConnection;
import dev.annals.model.SourcePosition;
import dev.annals.model.store.HandOver;
import dev.annals.model.store.StoreException;
import dev.annals.source.replay.ReplaySelection;
import dev.annals.source.scan.Await;
import dev.annals.store.CassandraSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The program: compares a copy of a store with its original, and writes to neither. */
public final class VerifyCopy {
  private static final int SAME = 0;
  private static final int DIFFERENT = 1;
  private static final int NOT_COMPARED = 2;

  /** A client waits for its cluster for as long as that takes; a person does not. */
  private static final Duration OPENING = Duration.ofSeconds(60);

  private final Function<CassandraSettings, StoreConnection> connect;
  private final Duration opening;
  private final PrintStream out;
  private final PrintStream err;

  VerifyCopy(
      Function<CassandraSettings, StoreConnection> connect,
      Duration opening,
      PrintStream out,
      PrintStream err) {
    this.connect = connect;
    this.opening = opening;
    this.out = out;
    this.err = err;
  }

  /** Ends the JVM with 0 where there is no difference, 1 where there is, 2 where it cannot tell. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  /**
   * The program without the end of the JVM.
   *
   * @param args {@code REPLAY.json SINK.json [--run ID]}
   * @param out where differences and the result go
   * @param err where the rest goes
   * @return 0, 1 or 2
   */
  public static int run(List<String> args, PrintStream out, PrintStream err) {
    return new VerifyCopy(
            settings -> StoreConnection.toCassandra(settings, new Outages(err)), OPENING, out, err)
        .run(args);
  }

  int run(List<String> args) {
    try {
      Arguments arguments = Arguments.parse(args);
      CopySettings settings = CopySettings.read(arguments);
      try (StoreConnection original = connect.apply(settings.original());
          StoreConnection copy = connect.apply(settings.copy())) {
        return compare(
            arguments,
            settings,
            opened(original, arguments.replay()),
            opened(copy, arguments.sink()));
      }
    } catch (CannotVerify | StoreException reason) {
      err.println(reason.getMessage());
      return NOT_COMPARED;
    } catch (InterruptedException | CancellationException ended) {
      err.println("Ended before everything was compared.");
      return NOT_COMPARED;
    } catch (RuntimeException fault) {
      err.println("Failed in a way it should not, which is for its makers to see:");
      fault.printStackTrace(err);
      return NOT_COMPARED;
    }
  }

  private StoreConnection.Open opened(StoreConnection connection, Path file)
      throws CannotVerify, InterruptedException {
    try {
      return connection
          .opened()
          .toCompletableFuture()
          .get(opening.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      throw new CannotVerify(
          "%s: Cassandra at its cassandra.contact.points did not answer within %d s"
              .formatted(file, opening.toSeconds()),
          silent);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StoreException fault) {
        throw new CannotVerify(file + ": " + fault.getMessage(), fault);
      }
      throw new IllegalStateException("the store failed in a way it should not", failed.getCause());
    }
  }

  private int compare(
      Arguments arguments,
      CopySettings settings,
      StoreConnection.Open original,
      StoreConnection.Open copy)
      throws CannotVerify {
    if (original.events().settings().id().equals(copy.events().settings().id())) {
      throw new CannotVerify(
          "%s and %s name the same store: a copy has a keyspace of its own"
              .formatted(arguments.replay(), arguments.sink()));
    }
    Predicate<SourcePosition> isBefore = before(arguments.run(), settings, original);
    Findings findings = new Findings(out);
    CopyComparison comparison =
        new CopyComparison(
            original,
            settings.replay(),
            new ReplaySelection(settings.replay().scope(), isBefore, false),
            copy,
            settings.versions(),
            findings);
    ProgressLines lines = new ProgressLines(findings, err);
    try {
      comparison.run();
    } finally {
      lines.close();
    }
    if (findings.isNothing()) {
      throw new CannotVerify(
          "Nothing was compared: the original has no event that %s lets through, and the copy is empty. Does the file name the right keyspace, and the right bounds?"
              .formatted(arguments.replay()));
    }
    out.println(findings.conclusion());
    return findings.isSame() ? SAME : DIFFERENT;
  }

  private static Predicate<SourcePosition> before(
      @Nullable String run, CopySettings settings, StoreConnection.Open original)
      throws CannotVerify {
    if (run == null) {
      return at -> true;
    }
    String row = settings.replay().rowName(run);
    HandOver handOver =
        Await.answer(original.log().findHandOver(row))
            .orElseThrow(
                () ->
                    new CannotVerify(
                        "Table replays of the original has no row '%s': --run takes what the header annals-replay says, and the file the name the replay ran under"
                            .formatted(row)));
    String scope = settings.replay().scope().text();
    if (!handOver.scope().equals(scope)) {
      throw new CannotVerify(
          "The run %s replayed '%s', but the file of the replay says '%s' now: name the file it ran with"
              .formatted(run, handOver.scope(), scope));
    }
    return handOver::isBefore;
  }
}
