package dev.annals.testkit.store;

import dev.annals.model.store.OutcomeLog;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link OutcomeLog} has to do. Extend it where the log is, and give it one of a store
 * with {@link EventStoreContract#SHARDS}. One log may serve all tests: every test draws its own
 * source names. No test skips itself.
 */
public abstract class OutcomeLogContract {
  /** The log. */
  protected abstract OutcomeLog log();

  @Nested
  class Refusing extends RefusalContract {
    Refusing() {
      super(OutcomeLogContract.this);
    }
  }

  @Nested
  class Keeping_segments extends SegmentContract {
    Keeping_segments() {
      super(OutcomeLogContract.this);
    }
  }

  @Nested
  class Keeping_progress extends ProgressContract {
    Keeping_progress() {
      super(OutcomeLogContract.this);
    }
  }

  @Nested
  class Handing_over extends HandOverContract {
    Handing_over() {
      super(OutcomeLogContract.this);
    }
  }
}
