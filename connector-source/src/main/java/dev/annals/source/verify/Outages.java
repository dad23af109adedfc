package dev.annals.source.verify;

import dev.annals.store.cql.StoreListener;
import java.io.PrintStream;

/** Says why nothing moves. */
final class Outages implements StoreListener {
  private final PrintStream err;

  Outages(PrintStream err) {
    this.err = err;
  }

  @Override
  public void unreachable(String contactPoints, Throwable cause) {
    err.printf(
        "Cassandra at %s does not answer; asked again until it does: %s%n", contactPoints, cause);
  }

  @Override
  public void reachable() {
    err.println("Cassandra answers again");
  }
}
