package dev.annals.whole;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.annals.testkit.servers.ConnectWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The MBeans of a worker, as a tool on its machine sees them: no port was opened for that. */
final class Beans implements AutoCloseable {
  private final JMXConnector connector;
  private final MBeanServerConnection server;

  private Beans(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.server = connector.getMBeanServerConnection();
  }

  @SuppressWarnings("BanJNDI") // The address is one that the worker itself has just told.
  static Beans of(ConnectWorker worker) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(worker.pid()));
      try {
        String url = machine.startLocalManagementAgent();
        return new Beans(JMXConnectorFactory.connect(new JMXServiceURL(url)));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException | IOException fault) {
      throw new IllegalStateException("cannot attach to the worker " + worker.pid(), fault);
    }
  }

  /** The names that match the pattern. */
  Set<ObjectName> named(String pattern) {
    try {
      return server.queryNames(new ObjectName(pattern), null);
    } catch (JMException | IOException fault) {
      throw new IllegalStateException("cannot look for " + pattern, fault);
    }
  }

  long number(String bean, String attribute) {
    try {
      return ((Number) server.getAttribute(new ObjectName(bean), attribute)).longValue();
    } catch (JMException | IOException fault) {
      throw new IllegalStateException("cannot read " + attribute + " of " + bean, fault);
    }
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
