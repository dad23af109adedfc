package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.DriverException;
import dev.annals.testkit.servers.CassandraServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/**
 * Two of three Cassandra nodes are frozen: nothing is decided till one is back. No table could tell
 * that meanwhile; what the sinks commit can, as they commit what is decided.
 */
record NoQuorum(List<CassandraServer> nodes) implements Nemesis {
  private static final int LASTS_MS = 12_000;

  @Override
  public String name() {
    return "no quorum: two Cassandra nodes frozen";
  }

  @Override
  public void strike(Rig rig, Random random) {
    List<CassandraServer> two = new ArrayList<>(nodes);
    Collections.shuffle(two, random);
    two.remove(0);
    two.forEach(CassandraServer::pause);
    try {
      two.forEach(Frozen::check);
      awaitNoQuorum(rig);
      Map<TopicPartition, Long> before = committed(rig);
      Pause.ofMs(LASTS_MS);
      Map<TopicPartition, Long> after = committed(rig);
      two.forEach(Frozen::check);
      if (before.isEmpty() || !before.equals(after)) {
        throw new IllegalStateException(
            "without a quorum, %s was committed, and before it %s".formatted(after, before));
      }
    } finally {
      two.forEach(CassandraServer::resume);
    }
    rig.awaitRunning();
  }

  /**
   * A read is waited for longer than a write: what was under way has ended by then, and was
   * committed.
   */
  private static void awaitNoQuorum(Rig rig) {
    String select = "SELECT * FROM %s.progress".formatted(rig.keyspace());
    Tasks.await("no quorum answers")
        .until(
            () -> {
              try {
                rig.cql().execute(select).all();
                return false;
              } catch (DriverException none) {
                return true;
              }
            });
  }

  private static Map<TopicPartition, Long> committed(Rig rig) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    for (String sink : rig.sinks()) {
      try {
        rig.admin()
            .listConsumerGroupOffsets("connect-" + sink)
            .partitionsToOffsetAndMetadata()
            .get()
            .forEach((partition, offset) -> committed.put(partition, offset.offset()));
      } catch (ExecutionException | InterruptedException fault) {
        throw new IllegalStateException("cannot ask for the offsets of " + sink, fault);
      }
    }
    return committed;
  }
}
