package dev.annals.connector.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskMetricsTest {
  private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
  private final AtomicLong events = new AtomicLong(3);

  @Test
  void a_worker_that_has_metrics_for_plugins_shows_them() {
    FakePluginMetrics worker = new FakePluginMetrics();
    TaskMetrics metrics = TaskMetrics.of(new FakeSinkContext(() -> worker), "orders", 0);
    metrics.gauge("events-accepted", "Events that were appended.", events::get);
    events.set(4);

    assertThat(worker.values()).containsEntry("events-accepted", 4L).hasSize(1);
    metrics.close();
    metrics.close();
    assertThat(worker.values()).isEmpty();
  }

  @Test
  void a_task_started_before_its_predecessor_ended_shows_its_metrics_afterwards() {
    FakePluginMetrics worker = new FakePluginMetrics();
    TaskMetrics hanging = TaskMetrics.of(new FakeSinkContext(() -> worker), "orders", 0);
    hanging.gauge("accepted", "Appended.", () -> 1);
    hanging.gauge("rejected", "Refused.", () -> 2);
    TaskMetrics anew = TaskMetrics.of(new FakeSinkContext(() -> worker), "orders", 0);
    anew.gauge("accepted", "Appended.", () -> 8);
    anew.gauge("rejected", "Refused.", () -> 9);

    anew.turn();
    assertThat(worker.values()).containsEntry("accepted", 1L).containsEntry("rejected", 2L);
    hanging.close();
    anew.turn();
    assertThat(worker.values()).containsEntry("accepted", 8L).containsEntry("rejected", 9L);
    assertThatThrownBy(() -> anew.gauge("accepted", "Appended.", () -> 1))
        .isInstanceOf(IllegalArgumentException.class);
    anew.close();
    assertThat(worker.values()).isEmpty();
  }

  @Test
  void a_task_that_ends_while_it_waits_leaves_its_predecessors_metrics() {
    FakePluginMetrics worker = new FakePluginMetrics();
    TaskMetrics hanging = TaskMetrics.of(new FakeSinkContext(() -> worker), "orders", 0);
    hanging.gauge("accepted", "Appended.", () -> 1);
    TaskMetrics anew = TaskMetrics.of(new FakeSinkContext(() -> worker), "orders", 0);
    anew.gauge("accepted", "Appended.", () -> 8);

    anew.close();
    anew.turn();
    assertThat(worker.values()).containsEntry("accepted", 1L);
  }

  @ParameterizedTest
  @ValueSource(classes = {NoSuchMethodError.class, NoClassDefFoundError.class})
  void an_older_worker_shows_an_mbean(Class<? extends LinkageError> fault) throws Exception {
    LinkageError old = fault.getConstructor().newInstance();
    TaskMetrics metrics = TaskMetrics.of(tooOld(old), "orders", 0);
    metrics.gauge("events-accepted", "Events that were appended.", events::get);
    ObjectName name = new ObjectName("dev.annals:type=sink,connector=orders,task=0");

    assertThat(jmx.getAttribute(name, "events-accepted")).isEqualTo(3L);
    assertThat(jmx.getAttributes(name, new String[] {"events-accepted", "other"})).hasSize(1);
    assertThat(jmx.getMBeanInfo(name).getAttributes())
        .singleElement()
        .satisfies(
            info -> assertThat(info.getDescription()).isEqualTo("Events that were appended."));
    metrics.close();
    metrics.close();
    assertThat(jmx.isRegistered(name)).isFalse();
  }

  @Test
  void a_connector_may_have_any_name() throws JMException {
    TaskMetrics metrics = TaskMetrics.of(tooOld(new NoSuchMethodError()), "a,b=\"*\" ä", 1);
    ObjectName name =
        new ObjectName(
            "dev.annals:type=sink,connector=" + ObjectName.quote("a,b=\"*\" ä") + ",task=1");

    assertThat(jmx.isRegistered(name)).isTrue();
    metrics.close();
    assertThat(jmx.isRegistered(name)).isFalse();
  }

  @Test
  void a_task_that_is_started_anew_takes_the_place_of_one_that_hangs() throws JMException {
    ObjectName name = new ObjectName("dev.annals:type=sink,connector=again,task=0");
    TaskMetrics hanging = TaskMetrics.of(tooOld(new NoSuchMethodError()), "again", 0);
    TaskMetrics anew = TaskMetrics.of(tooOld(new NoSuchMethodError()), "again", 0);
    anew.gauge("events-accepted", "Events that were appended.", () -> 9);

    assertThat(jmx.getAttribute(name, "events-accepted")).isEqualTo(9L);
    hanging.close();
    assertThat(jmx.isRegistered(name)).as("the new one's").isTrue();
    anew.close();
    assertThat(jmx.isRegistered(name)).isFalse();
  }

  @Test
  void an_mbean_says_what_it_does_not_have() throws JMException {
    ObjectName name = new ObjectName("dev.annals:type=sink,connector=bare,task=0");
    TaskMetrics metrics = TaskMetrics.of(tooOld(new NoSuchMethodError()), "bare", 0);
    metrics.gauge("a", "Some.", () -> 1);

    assertThatThrownBy(() -> jmx.getAttribute(name, "b"))
        .isInstanceOf(AttributeNotFoundException.class)
        .hasMessageContaining("no gauge b");
    assertThatThrownBy(() -> metrics.gauge("a", "Some.", () -> 1))
        .isInstanceOf(IllegalArgumentException.class);
    metrics.close();
  }

  private static FakeSinkContext tooOld(LinkageError fault) {
    Supplier<PluginMetrics> metrics =
        () -> {
          throw fault;
        };
    return new FakeSinkContext(metrics);
  }
}
