package dev.annals.testkit.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * A container of one server, by Testcontainers. Its ports are published at the same ports of
 * 127.0.0.1, since Testcontainers' own, which are drawn anew at every start, would not survive a
 * restart. So the engine has to be of this machine.
 *
 * <p>Testcontainers looks after its end: its own container does so, or where that is switched off,
 * a shutdown hook of this JVM.
 */
final class ContainerHost implements Host {
  /**
   * An image that has Java 17: images with the jars of Maven Central are built on it. Without it,
   * images are the official ones.
   */
  private static final String BASE = "annals.servers.base";

  private static final int STOP_SECONDS = 30;
  private static final Duration END_LIMIT = Duration.ofMinutes(1);

  private final Place place;
  private @Nullable GenericContainer<?> container;
  private @Nullable ContainerLog log;
  private boolean askedToEnd;

  ContainerHost(Place place) {
    this.place = place;
  }

  @Override
  public String directory() {
    return LocalImage.DIRECTORY;
  }

  @Override
  public String listenAddress() {
    return "0.0.0.0";
  }

  @Override
  public void start(Launch launch) {
    if (!launch.server().environment().isEmpty()) {
      throw new ServerFailure(
          "A container keeps its environment from one start to the next. Use"
              + " -Dannals.servers=processes.");
    }
    askedToEnd = false;
    if (container == null) {
      container = first(launch);
    } else {
      client().startContainerCmd(id()).exec();
    }
    log = ContainerLog.follow(client(), id(), place.log());
  }

  /**
   * Returns when the container exists: whether what is in it serves, or has ended already, is for
   * the caller to find out.
   */
  private static GenericContainer<?> first(Launch launch) {
    String base = System.getProperty(BASE);
    GenericContainer<?> container =
        base == null ? OfficialImage.container(launch) : LocalImage.container(launch, base);
    container.setWaitStrategy(
        new AbstractWaitStrategy() {
          @Override
          protected void waitUntilReady() {}
        });
    try {
      container.start();
    } catch (RuntimeException e) {
      throw new ServerFailure(
          "Could not start a container of %s. Testcontainers has to find an engine (DOCKER_HOST), and the image has to be there or within reach. It says: %s"
              .formatted(launch.server().software(), e.getMessage()),
          e);
    }
    return container;
  }

  @Override
  public boolean isAlive() {
    return container != null && container.getContainerId() != null && isAlive(state());
  }

  private static boolean isAlive(ContainerState state) {
    return Boolean.TRUE.equals(state.getRunning()) || Boolean.TRUE.equals(state.getPaused());
  }

  @Override
  public int exitCode() {
    endOfLog();
    return Objects.requireNonNull(state().getExitCodeLong()).intValue();
  }

  @Override
  public boolean endedByItself() {
    return container != null && !askedToEnd && !isAlive();
  }

  /** A frozen container cannot be killed on every engine: it goes on for a moment before. */
  @Override
  public void kill() {
    resume();
    askedToEnd = isAlive();
    client().killContainerCmd(id()).exec();
    awaitEnd();
  }

  @Override
  public void stop() {
    resume();
    askedToEnd = isAlive();
    client().stopContainerCmd(id()).withTimeout(STOP_SECONDS).exec();
    awaitEnd();
  }

  private void awaitEnd() {
    if (!Wait.upTo(END_LIMIT, () -> !isAlive())) {
      throw new ServerFailure(description() + " does not end.");
    }
    endOfLog();
  }

  @Override
  public void pause() {
    client().pauseContainerCmd(id()).exec();
  }

  @Override
  public void resume() {
    if (Boolean.TRUE.equals(state().getPaused())) {
      client().unpauseContainerCmd(id()).exec();
    }
  }

  @Override
  public long pid() {
    return Objects.requireNonNull(state().getPidLong());
  }

  @Override
  public boolean hasData() {
    return container != null && container.getContainerId() != null;
  }

  @Override
  public void delete() {
    if (container != null) {
      container.stop();
    }
  }

  @Override
  public String description() {
    return "container " + id().substring(0, 12);
  }

  private void endOfLog() {
    if (log != null) {
      log.awaitEnd();
    }
  }

  private ContainerState state() {
    return client().inspectContainerCmd(id()).exec().getState();
  }

  private String id() {
    if (container == null) {
      throw new IllegalStateException("No container was started for " + place.directory() + ".");
    }
    return container.getContainerId();
  }

  private DockerClient client() {
    if (container == null) {
      throw new IllegalStateException("No container was started for " + place.directory() + ".");
    }
    return container.getDockerClient();
  }
}
