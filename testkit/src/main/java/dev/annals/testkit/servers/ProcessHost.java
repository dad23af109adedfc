package dev.annals.testkit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A child process of this one for each start; what it keeps is in a directory. */
final class ProcessHost implements Host {
  /** In the data: it goes when they go. */
  private static final String PREPARED = "prepared";

  private final Place place;
  private @Nullable ServerProcess process;

  ProcessHost(Place place) {
    this.place = place;
  }

  @Override
  public String directory() {
    return place.directory().toString();
  }

  @Override
  public String listenAddress() {
    return "127.0.0.1";
  }

  @Override
  public void start(Launch launch) {
    launch.files().forEach(this::write);
    if (!Files.exists(place.data().resolve(PREPARED))) {
      for (ServerCommand command : launch.preparations()) {
        process = ServerProcess.start(command, place);
        if (process.awaitExit() != 0) {
          return; // a server that ended while it started
        }
      }
      write("data/" + PREPARED, List.of());
    }
    process = ServerProcess.start(launch.server(), place);
  }

  private void write(String fileName, List<String> lines) {
    try {
      Files.createDirectories(place.data());
      Files.write(place.directory().resolve(fileName), lines);
    } catch (IOException e) {
      throw new ServerFailure("Could not write " + fileName + " to " + place.directory() + ".", e);
    }
  }

  @Override
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  @Override
  public int exitCode() {
    return started().exitCode();
  }

  @Override
  public boolean endedByItself() {
    return process != null && process.endedByItself();
  }

  @Override
  public void kill() {
    started().kill();
  }

  @Override
  public void stop() {
    started().stop();
  }

  @Override
  public void pause() {
    started().pause();
  }

  @Override
  public void resume() {
    started().resume();
  }

  @Override
  public long pid() {
    return started().pid();
  }

  @Override
  public boolean hasData() {
    return Files.exists(place.data());
  }

  @Override
  public void delete() {
    Leash.delete(place.data().toFile());
  }

  @Override
  public String description() {
    return "process " + pid();
  }

  private ServerProcess started() {
    if (process == null) {
      throw new IllegalStateException("Nothing was started in " + place.directory() + ".");
    }
    return process;
  }
}
