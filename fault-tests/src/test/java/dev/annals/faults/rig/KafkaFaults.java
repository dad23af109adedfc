package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectRest;
import dev.annals.testkit.servers.ConnectWorker;
import dev.annals.testkit.servers.ServerFailure;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults of Kafka's own that end something for good, which its owner has to start again: so does
 * this, and counts. Nothing else is let pass. For one thread.
 */
final class KafkaFaults {
  /** The broker refuses to end a transaction when the one before was slow to end. */
  static final String REFUSED = "source task whose transaction the broker refused to end";

  /**
   * Of a leader whose producer was fenced, when it is asked to restart a connector: the only
   * request for which it does not claim the right to write again (Connect 4.3.1).
   */
  static final String CANNOT_WRITE = "worker that could not write to Connect's topic any more";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaFaults.class);

  private final Workers workers;
  private final Map<String, Long> counts = new TreeMap<>();

  KafkaFaults(Workers workers) {
    this.workers = workers;
  }

  /** How often what was started again. */
  Map<String, Long> counts() {
    return counts;
  }

  /** Whether tasks of the connector had to be started again. */
  boolean restartRefused(String connector) {
    int refused = workers.rest().restartRefused(connector);
    if (refused > 0) {
      counts.merge(REFUSED, (long) refused, Long::sum);
    }
    return refused > 0;
  }

  /** Starts a connector and its tasks anew. */
  void restart(String connector) {
    ConnectRest rest = workers.rest();
    try {
      rest.restart(connector);
    } catch (ServerFailure fault) {
      if (!isCannotWrite(fault)) {
        throw fault;
      }
      LOG.warn("the workers are started again", fault);
      for (ConnectWorker worker : workers.awake()) {
        worker.kill();
        worker.start();
        counts.merge(CANNOT_WRITE, 1L, Long::sum);
      }
    }
  }

  private static boolean isCannotWrite(ServerFailure fault) {
    String message = String.valueOf(fault.getMessage());
    return message.contains("Failed to perform fencable send to config topic")
        || message.contains("without claiming write privileges first");
  }
}
