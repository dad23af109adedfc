package dev.annals.whole;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The metrics of a worker's tasks, as any tool reads them: by JMX. */
final class WorkerMetrics implements AutoCloseable {
  /** What a metric is taken for while its task does not show it. */
  static final long NOT_SHOWN = Long.MIN_VALUE;

  private final JMXConnector connector;
  private final MBeanServerConnection server;

  @SuppressWarnings("BanJNDI") // to a process of our own, which tells the address itself
  WorkerMetrics(long pid) {
    try {
      VirtualMachine worker = VirtualMachine.attach(Long.toString(pid));
      try {
        connector =
            JMXConnectorFactory.connect(new JMXServiceURL(worker.startLocalManagementAgent()));
        server = connector.getMBeanServerConnection();
      } finally {
        worker.detach();
      }
    } catch (AttachNotSupportedException | IOException fault) {
      throw new IllegalStateException("no JMX in the worker " + pid, fault);
    }
  }

  /** A number that the first task of a connector shows. */
  long of(String connectorName, String metric) {
    try {
      ObjectName task =
          new ObjectName("kafka.connect:type=plugins,connector=" + connectorName + ",task=0");
      return ((Number) server.getAttribute(task, metric)).longValue();
    } catch (InstanceNotFoundException | AttributeNotFoundException notYet) {
      // A task adds its metrics one by one: those of a restarted one may be there in part.
      return NOT_SHOWN;
    } catch (JMException | IOException fault) {
      throw new IllegalStateException("cannot read " + metric + " of " + connectorName, fault);
    }
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException alreadyGone) {
      // nothing to do
    }
  }
}
