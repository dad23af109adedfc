package dev.annals.faults.rig;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.annals.testkit.servers.CassandraServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Two of three Cassandra nodes are frozen: nothing is decided till one is back. */
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
    Node left = node(rig, two.remove(0));
    two.forEach(CassandraServer::pause);
    try {
      two.forEach(Frozen::check);
      awaitNoQuorum(rig, left);
      Map<String, Long> before = uptoOf(rig, left);
      Pause.ofMs(LASTS_MS);
      two.forEach(Frozen::check);
      Map<String, Long> after = uptoOf(rig, left);
      if (!before.equals(after)) {
        throw new IllegalStateException(
            "decided without a quorum: %s was %s".formatted(after, before));
      }
    } finally {
      two.forEach(CassandraServer::resume);
    }
    rig.awaitRunning();
  }

  /** What was under way has ended by then, too: a read is waited for longer than a write. */
  private static void awaitNoQuorum(Rig rig, Node left) {
    Tasks.await("no quorum answers")
        .until(
            () -> {
              try {
                upto(rig, left, DefaultConsistencyLevel.LOCAL_QUORUM);
                return false;
              } catch (DriverException none) {
                return true;
              }
            });
  }

  /** As the node that is left has it. */
  private static Map<String, Long> uptoOf(Rig rig, Node left) {
    return Patience.ask(() -> upto(rig, left, DefaultConsistencyLevel.LOCAL_ONE));
  }

  private static Map<String, Long> upto(Rig rig, Node left, ConsistencyLevel consistency) {
    SimpleStatement select =
        SimpleStatement.newInstance(
                "SELECT source, upto FROM %s.progress".formatted(rig.keyspace()))
            .setConsistencyLevel(consistency)
            .setNode(left);
    Map<String, Long> upto = new TreeMap<>();
    for (Row row : rig.cql().execute(select)) {
      upto.merge(String.valueOf(row.getString("source")), row.getLong("upto"), Math::max);
    }
    return upto;
  }

  /** Each has a port of its own. */
  private static Node node(Rig rig, CassandraServer server) {
    return rig.cql().getMetadata().getNodes().values().stream()
        .filter(node -> port(node) == server.address().port())
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the driver does not know " + server.address()));
  }

  private static int port(Node node) {
    return ((InetSocketAddress) node.getEndPoint().resolve()).getPort();
  }
}
