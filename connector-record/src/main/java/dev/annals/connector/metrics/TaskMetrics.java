package dev.annals.connector.metrics;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceTaskContext;

/**
 * The metrics of one task. Workers from 4.1 on show them as {@code
 * kafka.connect:type=plugins,connector=…,task=…}, with whatever reporters they have; on older ones
 * they are an MBean of our own, {@code dev.annals:type=…,connector=…,task=…}. Closed with the task.
 * Thread-safe.
 */
public final class TaskMetrics implements AutoCloseable {
  private final GaugeBoard board;

  private TaskMetrics(GaugeBoard board) {
    this.board = board;
  }

  /**
   * Metrics of a sink task.
   *
   * @param connector the connector's name, from its setting {@code name}: contexts do not tell it
   * @param task the task's number
   */
  public static TaskMetrics of(SinkTaskContext context, String connector, int task) {
    return new TaskMetrics(board(() -> WorkerGauges.of(context), "sink", connector, task));
  }

  /** Metrics of a source task; see {@link #of(SinkTaskContext, String, int)}. */
  public static TaskMetrics of(SourceTaskContext context, String connector, int task) {
    return new TaskMetrics(board(() -> WorkerGauges.of(context), "source", connector, task));
  }

  private static GaugeBoard board(
      Supplier<GaugeBoard> ofWorker, String type, String connector, int task) {
    try {
      return ofWorker.get();
    } catch (LinkageError workerBefore41) {
      // No such method, or no such class: the worker is older than plugin metrics.
      return new MBeanGauges(type, connector, task);
    }
  }

  /**
   * Shows a number under a name, in which words are joined by dashes: {@code events-accepted}.
   *
   * @param description a sentence, with the unit
   * @param value asked whenever somebody looks, from any thread: must return at once
   */
  public void gauge(String name, String description, LongSupplier value) {
    board.add(name, description, value);
  }

  /**
   * Shows what could not be shown yet, since a predecessor that has not ended shows its own. To be
   * called now and then; costs next to nothing.
   */
  public void turn() {
    board.turn();
  }

  /** Takes all of them down. */
  @Override
  public void close() {
    board.close();
  }
}
