package dev.annals.faults.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annals.faults.checker.Checker;
import dev.annals.faults.history.History;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.Run;
import dev.annals.faults.workload.Plan;
import dev.annals.testkit.servers.CassandraServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * New stores on three Cassandra nodes, each opened by six tasks at once, when a node has just come
 * back: what it hears of new tables comes late.
 */
class FreshStoreIT {
  private static final int STORES = 6;
  private static final long SEED = 20_261_123;

  private final String name = "fresh-" + Long.toString(System.nanoTime(), 36);

  @Test
  void tasks_that_start_while_others_create_the_tables_wait_till_all_nodes_know_them()
      throws IOException {
    try (ThreeNodes servers = new ThreeNodes(name, Workers.archive(), 2)) {
      for (int number = 1; number <= STORES; number++) {
        CassandraServer node = servers.nodes().get(number % servers.nodes().size());
        node.kill();
        node.start();
        servers.awaitQuorum();
        History history = used(servers, name + "-" + number);

        assertThat(Checker.check(history).violations()).as("store %d", number).isEmpty();
      }
    }
  }

  /** A task that fails decides nothing, and publishes nothing. */
  private static History used(ThreeNodes servers, String store) throws IOException {
    Plan plan =
        new Plan(
            SEED, List.of(store + ".decisions"), List.of(store + ".facts"), store, 2, 2, 50, 20);
    Path file = Files.createDirectories(Path.of("target")).resolve("faults-" + store + ".jsonl");
    try (Recorder recorder = new Recorder(file, new Run(SEED, true, 1_000, "a new store"));
        Rig rig = new Rig(servers.site(), plan, Map.of())) {
      return new RecordedRun(rig, plan, recorder).run(List.of(), SEED);
    }
  }
}
