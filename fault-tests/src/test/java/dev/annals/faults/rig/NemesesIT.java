package dev.annals.faults.rig;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each nemesis of workers once, for the seed that is given. */
class NemesesIT {
  @Test
  void whatever_happens_to_workers_and_on_their_way_to_cassandra_breaks_no_promise()
      throws IOException {
    new Trial("all nemeses of workers", Trial.seed(1), Nemeses.ofWorkers(), Duration.ZERO).run();
  }
}
