package dev.annals.faults.rig;

import dev.annals.faults.checker.Checker;
import dev.annals.faults.checker.Verdict;
import dev.annals.faults.history.HeapUsed;
import dev.annals.faults.history.Recorder;
import dev.annals.faults.history.Run;
import dev.annals.testkit.servers.ConnectWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What workers keep, from one episode to the next. */
final class Heaps implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heaps.class);

  private final Recorder recorder;

  /** Begins a file. */
  Heaps(Path file, long seed) {
    this.recorder =
        new Recorder(
            file, new Run(seed, true, 0, "heaps of the workers at the end of each episode"));
  }

  /**
   * Takes down the heaps of all workers; one that does not tell is passed over.
   *
   * @param streams how many the run has made till now
   * @param events how many those have
   */
  void take(Workers workers, int episode, long streams, long events) {
    for (ConnectWorker worker : workers.awake()) {
      try {
        long bytes = Jcmd.liveBytes(worker.pid());
        String id = worker.rest().workerId();
        recorder.add(
            new HeapUsed(id, worker.pid(), episode, bytes, streams, events, recorder.now()));
      } catch (RuntimeException fault) {
        LOG.warn("no heap of worker {} in episode {}", worker.pid(), episode, fault);
      }
    }
  }

  /** Of BOUNDED. */
  Verdict verdict() {
    return Checker.checkHeaps(recorder.history());
  }

  List<HeapUsed> all() {
    return recorder.history().all(HeapUsed.class);
  }

  @Override
  public void close() throws IOException {
    recorder.close();
  }
}
