package dev.annals.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The task as Connect makes it, with a Cassandra that nobody reaches. */
class AnnalsSinkTaskTest {
  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
  private static final ObjectName METRICS = metrics();

  @Test
  void stays_up_and_says_so_while_cassandra_cannot_be_reached() throws Exception {
    FakeTopics topics = new FakeTopics();
    topics.send(ORDERS, Sent.of("a", "1"));
    FakeWorker worker = new FakeWorker(topics, new HashMap<>());
    AnnalsSinkTask task = new AnnalsSinkTask();
    task.initialize(worker);
    task.start(properties());
    try {
      task.open(List.of(ORDERS));
      Awaitility.await()
          .pollInSameThread()
          .untilAsserted(
              () -> {
                task.put(List.of());
                assertThat(gauge("store-reachable")).isZero();
              });
      assertThat(task.preCommit(Map.of())).isEmpty();
      assertThat(worker.isPaused(ORDERS)).isTrue();
    } finally {
      task.close(List.of(ORDERS));
      task.stop();
    }
    assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(METRICS)).isFalse();
  }

  @Test
  void can_be_stopped_before_it_was_started() {
    AnnalsSinkTask task = new AnnalsSinkTask();

    task.close(List.of());
    task.stop();

    assertThatThrownBy(() -> task.put(List.of())).isInstanceOf(IllegalStateException.class);
  }

  private static Map<String, String> properties() throws Exception {
    Map<String, String> properties = new HashMap<>();
    properties.put("name", "sink-test");
    properties.put("cassandra.contact.points", "127.0.0.1:" + closedPort());
    properties.put("cassandra.local.datacenter", "dc1");
    properties.put("cassandra.keyspace", "annals");
    return properties;
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static long gauge(String name) throws Exception {
    return (long) ManagementFactory.getPlatformMBeanServer().getAttribute(METRICS, name);
  }

  private static ObjectName metrics() {
    try {
      return new ObjectName("dev.annals:type=sink,connector=sink-test,task=0");
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }
}
