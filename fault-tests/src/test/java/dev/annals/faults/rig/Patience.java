package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.DriverException;
import java.util.function.Supplier;

/** Asks Cassandra until it answers: whoever looks on meets the faults, too. */
final class Patience {
  private Patience() {}

  /** What the question comes to when a quorum is there. */
  static <T> T ask(Supplier<T> question) {
    return Tasks.await("Cassandra answers")
        .ignoreExceptionsInstanceOf(DriverException.class)
        .until(question::get, answered -> true);
  }
}
