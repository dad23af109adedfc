package dev.annals.testkit.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cassandra nodes on 127.0.0.1, 127.0.0.2 and so on, one data centre. Each can be killed, frozen
 * and started again by itself. Users are kept on all of them: who may log in, may while a quorum is
 * there.
 */
public final class CassandraCluster implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final List<ClusterNode> layout;
  private final List<CassandraServer> nodes = new ArrayList<>();

  private CassandraCluster(List<ClusterNode> layout) {
    this.layout = List.copyOf(layout);
  }

  /** Starts one node after the other, and returns when a user can log in at each. */
  public static CassandraCluster start(int nodes) {
    List<ClusterNode> layout = new ArrayList<>();
    String seed = "127.0.0.1:" + Ports.free();
    int seedPort = Integer.parseInt(seed.substring(seed.indexOf(':') + 1));
    for (int number = 1; number <= nodes; number++) {
      int storagePort = number == 1 ? seedPort : Ports.free();
      layout.add(new ClusterNode(number, nodes, Ports.free(), storagePort, seed));
    }
    CassandraCluster cluster = new CassandraCluster(layout);
    layout.forEach(cluster::add);
    cluster.awaitLogin();
    return cluster;
  }

  private void add(ClusterNode node) {
    CassandraServer server = new CassandraServer(Place.fresh("cassandra-" + node.number()), node);
    nodes.add(server);
    server.start();
  }

  private void awaitLogin() {
    for (CassandraServer node : nodes) {
      if (!Wait.upTo(LIMIT, () -> CqlLogin.succeeds(node.address()))) {
        throw new ServerFailure(
            "Nobody could log in at %s within %d s. Its log is %s."
                .formatted(node.address().host(), LIMIT.toSeconds(), node.log()));
      }
    }
  }

  /** The nodes in the order of their addresses. */
  public List<CassandraServer> nodes() {
    return List.copyOf(nodes);
  }

  /**
   * Where the nodes tell clients that they are, by where they are: {@code 127.0.1.1}, with the same
   * port, for the node on {@code 127.0.0.1}. Nothing listens there but what the caller puts there.
   */
  public Map<CassandraAddress, CassandraAddress> announced() {
    Map<CassandraAddress, CassandraAddress> announced = new LinkedHashMap<>();
    layout.forEach(node -> announced.put(node.address(), node.announced()));
    return announced;
  }

  /** Ends all nodes and deletes their data. */
  @Override
  public void close() {
    nodes.forEach(CassandraServer::close);
  }
}
