package dev.annals.whole;

import dev.annals.testkit.servers.CassandraServer;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.KafkaBroker;
import dev.annals.testkit.servers.Place;
import dev.annals.testkit.servers.Server;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A whole on servers of its own, which tests may kill, freeze and restart: one Cassandra, one
 * broker, and a worker that a second one may join.
 */
final class Breakable {
  /** A class of tests on these servers: one at a time, and beside the tests of the shared whole. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @Execution(ExecutionMode.CONCURRENT)
  @ResourceLock("breakable servers")
  @interface Tests {}

  /** The dead are missed after 4 s: a JVM takes about as long to start again. */
  private static final Map<String, String> WORKER =
      Map.of(
          "session.timeout.ms", "4000",
          "heartbeat.interval.ms", "1000",
          "consumer.session.timeout.ms", "4000",
          "consumer.heartbeat.interval.ms", "1000");

  private static final Map<String, String> BROKER =
      Map.of(
          "group.min.session.timeout.ms", "1000",
          "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");

  /**
   * A worker that starts reads its offsets topic to the end before it joins its group, and the
   * transaction of a killed task ends there when it times out: after a minute, by default.
   */
  static final Map<String, String> SOURCE =
      Map.of("producer.override.transaction.timeout.ms", "5000");

  private static @Nullable Breakable breakable;

  private final CassandraServer cassandra;
  private final KafkaBroker broker;
  private final Whole whole;
  private @Nullable ConnectWorker second;

  private Breakable() {
    CompletableFuture<CassandraServer> starting =
        CompletableFuture.supplyAsync(() -> CassandraServer.start(Place.fresh("cassandra")));
    this.broker = KafkaBroker.start(Place.fresh("kafka"), BROKER);
    this.cassandra = starting.join();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    this.whole = new Whole(cassandra.address(), broker.bootstrapServers(), WORKER, SOURCE);
  }

  /** The one of this JVM, started by the first test that asks. */
  static synchronized Breakable get() {
    if (breakable == null) {
      breakable = new Breakable();
    }
    breakable.repair();
    return breakable;
  }

  /** A test that fails may leave anything dead or frozen. */
  private void repair() {
    for (Server server : List.of(cassandra, broker, first())) {
      if (!server.isRunning()) {
        server.start();
      }
    }
    for (ConnectWorker worker : second == null ? List.of(first()) : List.of(first(), second)) {
      if (worker.isRunning()) {
        worker.resume();
      }
    }
  }

  Whole whole() {
    return whole;
  }

  CassandraServer cassandra() {
    return cassandra;
  }

  KafkaBroker broker() {
    return broker;
  }

  /** The worker that is always there. */
  ConnectWorker first() {
    return whole.worker();
  }

  /** The worker that joins the first one, started if it does not run. */
  ConnectWorker second() {
    if (second == null) {
      second = whole.startWorker();
    } else if (!second.isRunning()) {
      second.start();
    }
    return second;
  }

  /** Has the first worker do everything. */
  void dismissSecond() {
    if (second != null && second.isRunning()) {
      second.stop();
    }
  }

  private void close() {
    if (second != null) {
      second.close();
    }
    broker.close();
    cassandra.close();
  }
}
