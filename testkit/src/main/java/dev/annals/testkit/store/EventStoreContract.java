package dev.annals.testkit.store;

import dev.annals.model.decision.AppendLimits;
import dev.annals.model.store.EventStore;
import dev.annals.model.store.OutcomeLog;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link EventStore} has to do. Extend it where the store is, and give it one, created
 * with {@link #LIMITS} and {@link #SHARDS}. One store may serve all tests, and may hold other
 * streams: every test draws its own names, and no table is ever emptied. No test skips itself.
 */
public abstract class EventStoreContract {
  /** Small buckets, so that a stream crosses three of them with 1,100 events; a small window. */
  public static final AppendLimits LIMITS = new AppendLimits(500, 100);

  /** Slices of the log. */
  public static final int SHARDS = 8;

  /** The store. */
  protected abstract EventStore store();

  /** Its log. */
  protected abstract OutcomeLog log();

  /**
   * A second client of the same store, which remembers nothing of what the first one did. It may be
   * the same for all tests.
   */
  protected abstract EventStore anotherClient();

  @Nested
  class Appending extends AppendContract {
    Appending() {
      super(EventStoreContract.this);
    }
  }

  @Nested
  class Detecting_duplicates extends DuplicateContract {
    Detecting_duplicates() {
      super(EventStoreContract.this);
    }
  }

  @Nested
  class Being_asked_again extends RedeliveryContract {
    Being_asked_again() {
      super(EventStoreContract.this);
    }
  }

  @Nested
  class Growing_over_buckets extends BucketContract {
    Growing_over_buckets() {
      super(EventStoreContract.this);
    }
  }

  @Nested
  class Closing extends ClosingContract {
    Closing() {
      super(EventStoreContract.this);
    }
  }

  @Nested
  class Truncating extends TruncationContract {
    Truncating() {
      super(EventStoreContract.this);
    }
  }

  @Nested
  class Reading extends ReadContract {
    Reading() {
      super(EventStoreContract.this);
    }
  }

  @Nested
  class Giving_back_what_was_given extends RoundTripContract {
    Giving_back_what_was_given() {
      super(EventStoreContract.this);
    }
  }

  @Nested
  class Listing_streams extends ListingContract {
    Listing_streams() {
      super(EventStoreContract.this);
    }
  }

  @Nested
  class Racing extends RaceContract {
    Racing() {
      super(EventStoreContract.this);
    }
  }
}
