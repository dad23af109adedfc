package dev.annals.testkit.proxy;

import dev.annals.testkit.servers.CassandraAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A way from drivers to a Cassandra of one node, on which a {@link Rule} decides what arrives. It
 * understands the native protocol up to version 5, without compression and TLS. Counts what went
 * wrong, so that a test can prove that it did.
 */
public final class CqlProxy implements AutoCloseable {
  private final CassandraAddress cassandra;
  private final ServerSocket listener;
  private final Statements statements = new Statements();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Map<Answer, LongAdder> answers = new EnumMap<>(Answer.class);
  private final LongAdder withheld = new LongAdder();
  private volatile Rule rule = Rule.NONE;

  private CqlProxy(CassandraAddress cassandra, ServerSocket listener) {
    this.cassandra = cassandra;
    this.listener = listener;
    for (Answer answer : Answer.values()) {
      answers.put(answer, new LongAdder());
    }
  }

  /** A way on which nothing goes wrong yet. */
  public static CqlProxy to(CassandraAddress cassandra) {
    try {
      CqlProxy proxy =
          new CqlProxy(cassandra, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      daemon(proxy::accept);
      return proxy;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Where drivers find it. */
  public InetSocketAddress socketAddress() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** {@code host:port}. */
  public String contactPoint() {
    return "127.0.0.1:" + listener.getLocalPort();
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

  boolean arrives(String cql) {
    boolean arrives = rule.arrives(cql);
    if (!arrives) {
      withheld.increment();
    }
    return arrives;
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

  private void accept() {
    try {
      while (true) {
        Socket driver = listener.accept();
        Socket onward = new Socket(cassandra.host(), cassandra.port());
        ProxiedConnection connection =
            new ProxiedConnection(
                this, statements, new FrameSocket(driver), new FrameSocket(onward));
        connections.add(connection);
        connection.start();
      }
    } catch (IOException closed) {
      close();
    }
  }

  static void daemon(Runnable task) {
    Thread thread = new Thread(task, "cql-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException alreadyClosed) {
      // nothing to do
    }
    connections.forEach(ProxiedConnection::close);
  }
}
