package dev.annals.connector.metrics;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gauges as attributes of one MBean, for workers that have no metrics for plugins. */
final class MBeanGauges implements GaugeBoard, DynamicMBean, MBeanRegistration {
  private static final Logger log = LoggerFactory.getLogger(MBeanGauges.class);

  private record Shown(String description, LongSupplier value) {}

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final Map<String, Shown> gauges = new ConcurrentSkipListMap<>();
  private final String name;
  private volatile boolean registered;

  MBeanGauges(String type, String connector, int task) {
    name = "dev.annals:type=%s,connector=%s,task=%d".formatted(type, quoted(connector), task);
    try {
      ObjectName objectName = new ObjectName(name);
      try {
        server.registerMBean(this, objectName);
      } catch (InstanceAlreadyExistsException taskThatHangs) {
        // Connect starts a task anew without waiting for one that does not stop.
        unregister(objectName);
        server.registerMBean(this, objectName);
      }
    } catch (JMException fault) {
      log.warn("The metrics {} are not shown by JMX; the task works without", name, fault);
    }
  }

  private static String quoted(String connector) {
    return connector.matches("[\\w.-]+") ? connector : ObjectName.quote(connector);
  }

  /** Called by the server: whoever was replaced does not take its successor down. */
  @Override
  public void postRegister(Boolean done) {
    registered = done;
  }

  @Override
  public void postDeregister() {
    registered = false;
  }

  @Override
  public ObjectName preRegister(MBeanServer at, ObjectName objectName) {
    return objectName;
  }

  @Override
  public void preDeregister() {}

  private void unregister(ObjectName objectName) throws JMException {
    try {
      server.unregisterMBean(objectName);
    } catch (InstanceNotFoundException goneMeanwhile) {
      log.debug("The metrics {} were taken down already", name);
    }
  }

  @Override
  public void add(String gauge, String description, LongSupplier value) {
    if (gauges.putIfAbsent(gauge, new Shown(description, value)) != null) {
      throw new IllegalArgumentException("there is a gauge " + gauge + " in " + name);
    }
  }

  @Override
  public void turn() {}

  @Override
  public synchronized void close() {
    if (!registered) {
      return;
    }
    try {
      unregister(new ObjectName(name));
    } catch (JMException fault) {
      log.warn("The metrics {} stay in JMX until the worker ends", name, fault);
    }
  }

  @Override
  public Object getAttribute(String gauge) throws AttributeNotFoundException {
    Shown shown = gauges.get(gauge);
    if (shown == null) {
      throw new AttributeNotFoundException("no gauge " + gauge + " in " + name);
    }
    return shown.value().getAsLong();
  }

  @Override
  public AttributeList getAttributes(String[] names) {
    AttributeList list = new AttributeList();
    for (String gauge : names) {
      Shown shown = gauges.get(gauge);
      if (shown != null) {
        list.add(new Attribute(gauge, shown.value().getAsLong()));
      }
    }
    return list;
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    MBeanAttributeInfo[] attributes =
        gauges.entrySet().stream()
            .map(
                gauge ->
                    new MBeanAttributeInfo(
                        gauge.getKey(), "long", gauge.getValue().description(), true, false, false))
            .toArray(MBeanAttributeInfo[]::new);
    return new MBeanInfo(
        MBeanGauges.class.getName(), "The metrics of one task", attributes, null, null, null);
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException("gauges are read only: " + attribute.getName());
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public Object invoke(String action, Object[] arguments, String[] signature) {
    throw new UnsupportedOperationException("the metrics have no operations");
  }
}
