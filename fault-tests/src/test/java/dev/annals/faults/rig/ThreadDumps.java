package dev.annals.faults.rig;

import dev.annals.testkit.servers.ConnectWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where all threads of the workers are, for whoever asks why it did not go on. */
final class ThreadDumps {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadDumps.class);

  private ThreadDumps() {}

  /** Writes {@code faults-threads-NAME-PID.txt} of each worker that can answer. */
  static void write(Workers workers, Path directory, String name) {
    for (ConnectWorker worker : workers.awake()) {
      Path dump = directory.resolve("faults-threads-%s-%d.txt".formatted(name, worker.pid()));
      try {
        Files.writeString(dump, Jcmd.ask(worker.pid(), "Thread.print"));
        LOG.info("threads of {} are in {}", worker.log(), dump);
      } catch (IOException | IllegalStateException fault) {
        LOG.warn("no threads of worker {}", worker.pid(), fault);
      }
    }
  }
}
