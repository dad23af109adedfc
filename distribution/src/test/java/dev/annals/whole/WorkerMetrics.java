package dev.annals.whole;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.annals.testkit.servers.ConnectWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The metrics of connectors, as a worker shows them by JMX to tools on its machine. */
final class WorkerMetrics {
  private WorkerMetrics() {}

  /** The sum over the connector's tasks. */
  @SuppressWarnings("BanJNDI") // the address is that of a process of this machine, started here
  static long of(ConnectWorker worker, String connector, String metric) {
    try (JMXConnector jmx = JMXConnectorFactory.connect(new JMXServiceURL(address(worker)))) {
      MBeanServerConnection beans = jmx.getMBeanServerConnection();
      ObjectName tasks = new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",*");
      long sum = 0;
      for (ObjectName task : beans.queryNames(tasks, null)) {
        sum += ((Number) beans.getAttribute(task, metric)).longValue();
      }
      return sum;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (JMException fault) {
      throw new IllegalStateException(metric + " of " + connector + " cannot be read", fault);
    }
  }

  private static String address(ConnectWorker worker) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(worker.pid()));
      try {
        return machine.startLocalManagementAgent();
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
