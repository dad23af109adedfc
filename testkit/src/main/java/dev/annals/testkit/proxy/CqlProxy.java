package dev.annals.testkit.proxy;

import dev.annals.testkit.servers.CassandraAddress;
import dev.annals.testkit.servers.CassandraCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * The way from drivers to a Cassandra, on which a {@link Rule} decides what arrives. It understands
 * the native protocol up to version 5, without compression and TLS. Counts what went wrong, so that
 * a test can prove that it did.
 */
public final class CqlProxy implements AutoCloseable {
  private static final int CONNECT_LIMIT_MS = 2_000;

  private final List<Way> ways;
  private final Statements statements = new Statements();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Map<Answer, LongAdder> answers = new EnumMap<>(Answer.class);
  private final LongAdder withheld = new LongAdder();
  private volatile Rule rule = Rule.NONE;

  private CqlProxy(List<Way> ways) {
    this.ways = List.copyOf(ways);
    for (Answer answer : Answer.values()) {
      answers.put(answer, new LongAdder());
    }
  }

  private static CqlProxy on(List<Way> ways) {
    CqlProxy proxy = new CqlProxy(ways);
    ways.forEach(way -> daemon(() -> proxy.accept(way)));
    return proxy;
  }

  /** To a node alone, on a free port. Nothing goes wrong yet. */
  public static CqlProxy to(CassandraAddress cassandra) {
    return on(
        List.of(Way.to(cassandra, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))));
  }

  /**
   * To each of several nodes, where they tell drivers that they are: a driver meets all of them
   * through the proxy. Nothing goes wrong yet.
   */
  public static CqlProxy to(CassandraCluster cassandra) {
    List<Way> ways = new ArrayList<>();
    cassandra
        .announced()
        .forEach((node, announced) -> ways.add(Way.to(node, announced.socketAddress())));
    return on(ways);
  }

  /** Where drivers find it; of several nodes the first. */
  public InetSocketAddress socketAddress() {
    return ways.get(0).address();
  }

  /** {@code host:port} for each node, separated by commas. */
  public String contactPoint() {
    return ways.stream()
        .map(Way::address)
        .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
        .collect(Collectors.joining(","));
  }

  /** Goes by another rule from now on. */
  public void rule(Rule next) {
    rule = next;
  }

  /** How many answers to statements met with this. */
  public long count(Answer answer) {
    return counter(answer).sum();
  }

  /** How many requests did not arrive. */
  public long withheld() {
    return withheld.sum();
  }

  /** What is answered without asking Cassandra, which is asked where that is delivered. */
  Answer unasked(String cql) {
    Rule current = rule;
    Answer answer = current.arrives(cql) ? current.unasked(cql) : Answer.SWALLOWED;
    if (answer != Answer.DELIVERED) {
      withheld.increment();
    }
    return answer;
  }

  Answer answer(String cql) {
    Answer answer = rule.answer(cql);
    counter(answer).increment();
    return answer;
  }

  void rows(String cql, int count) {
    rule.rows(cql, count);
  }

  private LongAdder counter(Answer answer) {
    return Objects.requireNonNull(answers.get(answer));
  }

  private void accept(Way way) {
    try {
      while (true) {
        Socket driver = way.listener().accept();
        connect(driver, way.cassandra());
      }
    } catch (IOException closed) {
      close();
    }
  }

  /** Where Cassandra is away, the driver's connection is closed, as its own would be. */
  private void connect(Socket driver, CassandraAddress cassandra) throws IOException {
    Socket onward = new Socket();
    try {
      onward.connect(cassandra.socketAddress(), CONNECT_LIMIT_MS);
    } catch (IOException away) {
      onward.close();
      driver.close();
      return;
    }
    ProxiedConnection connection =
        new ProxiedConnection(this, statements, new FrameSocket(driver), new FrameSocket(onward));
    connections.add(connection);
    connection.start();
  }

  void ended(ProxiedConnection connection) {
    connections.remove(connection);
  }

  static void daemon(Runnable task) {
    Thread thread = new Thread(task, "cql-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    ways.forEach(Way::close);
    connections.forEach(ProxiedConnection::close);
  }
}
