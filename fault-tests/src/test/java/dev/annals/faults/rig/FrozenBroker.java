package dev.annals.faults.rig;

import dev.annals.testkit.servers.Server;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;

/** The broker answers nothing until its clients lose patience, as one of ours does, too. */
record FrozenBroker(Server broker) implements Nemesis {
  @Override
  public String name() {
    return "frozen broker";
  }

  @Override
  public void strike(Rig rig, Random random) {
    broker.pause();
    try (Admin admin = Admin.create(settings(rig))) {
      Frozen.check(broker);
      admin.describeCluster().clusterId().get();
      throw new IllegalStateException("a frozen broker has answered");
    } catch (ExecutionException fault) {
      if (!(fault.getCause() instanceof TimeoutException)) {
        throw new IllegalStateException("not the fault that was meant", fault);
      }
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in the middle of a fault", fault);
    } finally {
      broker.resume();
    }
    rig.awaitRunning();
  }

  /** As patient as producers and consumers are by default. */
  private static Map<String, Object> settings(Rig rig) {
    return Map.of(
        "bootstrap.servers",
        rig.site().bootstrapServers(),
        "request.timeout.ms",
        "30000",
        "default.api.timeout.ms",
        "30000");
  }
}
