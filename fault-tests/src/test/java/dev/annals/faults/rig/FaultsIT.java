package dev.annals.faults.rig;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Three minutes with what goes wrong most, in every build. */
class FaultsIT {
  /** Start and end of all are a minute more. */
  private static final Duration FAULTS = Duration.ofSeconds(120);

  @Test
  void
      workers_killed_and_frozen_answers_swallowed_offsets_rewound_and_topics_grown_break_no_promise()
          throws IOException {
    new Trial("the short run", Trial.seed(20_261_123), Nemeses.few(), FAULTS).run();
  }
}
