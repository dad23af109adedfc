package dev.annals.testkit.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Writes what a container prints to a file, from the container's first line on: engines keep it
 * over restarts, so each start writes the file anew.
 */
final class ContainerLog extends ResultCallback.Adapter<Frame> {
  private static final long LIMIT_SECONDS = 10;

  private final OutputStream file;

  private ContainerLog(OutputStream file) {
    this.file = file;
  }

  static ContainerLog follow(DockerClient client, String containerId, Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      return client
          .logContainerCmd(containerId)
          .withStdOut(true)
          .withStdErr(true)
          .withFollowStream(true)
          .exec(new ContainerLog(Files.newOutputStream(path)));
    } catch (IOException e) {
      throw new ServerFailure("Could not write the log of a container to " + path + ".", e);
    }
  }

  @Override
  public void onNext(Frame frame) {
    try {
      file.write(frame.getPayload());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    file.close();
  }

  /** Returns when all of it is in the file; the container has ended. */
  void awaitEnd() {
    try {
      if (!awaitCompletion(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new ServerFailure("The log of a container that ended does not end.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("Interrupted while waiting for the log of a container.", e);
    }
  }
}
