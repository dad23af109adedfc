package dev.annals.faults.rig;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Three minutes with what goes wrong most, in every build. */
class ShortRunIT {
  /** Start and end of all are a minute more. */
  private static final Duration FAULTS = Duration.ofMinutes(2);

  @Test
  void what_goes_wrong_most_breaks_no_promise_in_three_minutes() throws IOException {
    new Trial("the short run", Trial.seed(20_261_123), Nemeses.few(), FAULTS).run();
  }
}
