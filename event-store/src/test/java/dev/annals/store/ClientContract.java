package dev.annals.store;

import dev.annals.model.store.EventStore;
import dev.annals.model.store.Snapshots;
import org.junit.jupiter.api.Nested;

/** What an application's client does on any store. */
abstract class ClientContract {
  abstract EventStore store();

  abstract Snapshots snapshots();

  /** Of the store: gives the append time. */
  abstract TestClock clock();

  ClientScenario scenario() {
    clock().set(TestClock.NOON);
    return new ClientScenario(store(), snapshots(), clock());
  }

  @Nested
  class Reading extends ClientReadingContract {
    Reading() {
      super(ClientContract.this::scenario);
    }
  }

  @Nested
  class Going_back_in_time extends TimeTravelContract {
    Going_back_in_time() {
      super(ClientContract.this::scenario);
    }
  }

  @Nested
  class Keeping_snapshots extends ClientSnapshotContract {
    Keeping_snapshots() {
      super(ClientContract.this::scenario);
    }
  }

  @Nested
  class Ending_streams extends ClientLifecycleContract {
    Ending_streams() {
      super(ClientContract.this::scenario);
    }
  }

  @Nested
  class Rebuilding_snapshots extends RebuildContract {
    Rebuilding_snapshots() {
      super(ClientContract.this::scenario);
    }
  }
}
