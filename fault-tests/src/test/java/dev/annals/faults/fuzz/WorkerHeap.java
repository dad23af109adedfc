package dev.annals.faults.fuzz;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a process of Java holds. */
final class WorkerHeap {
  private WorkerHeap() {}

  /** The heap in use after it was collected, in bytes. */
  @SuppressWarnings("BanJNDI") // to a process of our own, which tells the address itself
  static long afterCollection(long pid) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try (JMXConnector connector =
          JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
        MemoryMXBean memory =
            ManagementFactory.newPlatformMXBeanProxy(
                connector.getMBeanServerConnection(),
                ManagementFactory.MEMORY_MXBEAN_NAME,
                MemoryMXBean.class);
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException | IOException fault) {
      throw new IllegalStateException("no JMX in the process " + pid, fault);
    }
  }
}
