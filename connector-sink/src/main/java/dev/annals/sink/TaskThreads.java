package dev.annals.sink;

import java.util.Map;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Threads of one task, made whenever and by whomever: daemons, whose lines in the worker's log
 * carry the connector's name, and which find the plugin's classes as the task does.
 *
 * @param task what their names end with
 * @param logContext of the thread that started the task
 * @param classes likewise
 */
record TaskThreads(
    String task, @Nullable Map<String, String> logContext, @Nullable ClassLoader classes) {
  /** As the calling thread has it, which is the one that starts the task. */
  static TaskThreads of(String connector, int task) {
    return new TaskThreads(
        connector + "-" + task,
        MDC.getCopyOfContextMap(),
        Thread.currentThread().getContextClassLoader());
  }

  /** Makes threads of this name. */
  ThreadFactory named(String beginning) {
    return work -> {
      Thread thread = new Thread(() -> run(work), beginning + "-" + task);
      thread.setDaemon(true);
      thread.setContextClassLoader(classes);
      return thread;
    };
  }

  private void run(Runnable work) {
    if (logContext != null) {
      MDC.setContextMap(logContext);
    }
    work.run();
  }
}
