package dev.annals.faults.rig;

import dev.annals.testkit.proxy.Rule;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Lets some requests not arrive, and counts them. */
final class Withheld implements Rule {
  private final Predicate<String> statement;
  private final AtomicLong count = new AtomicLong();

  /** Those whose statement is such. */
  Withheld(Predicate<String> statement) {
    this.statement = statement;
  }

  @Override
  public boolean arrives(String cql) {
    boolean arrives = !statement.test(cql);
    count.addAndGet(arrives ? 0 : 1);
    return arrives;
  }

  /** How often one was withheld, those that were sent again included. */
  long count() {
    return count.get();
  }
}
