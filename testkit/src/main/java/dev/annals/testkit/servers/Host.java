package dev.annals.testkit.servers;

/**
 * What a server runs in: a process of its own, or a container, as the system property {@code
 * annals.servers} says. It keeps the server's data from one start to the next. One thread at a
 * time.
 */
interface Host {
  /** {@code processes}, which is the default, or {@code containers}. */
  String PROPERTY = "annals.servers";

  /** The host that the property asks for. */
  static Host of(Place place) {
    return inContainers() ? new ContainerHost(place) : new ProcessHost(place);
  }

  static boolean inContainers() {
    String asked = System.getProperty(PROPERTY, "processes");
    return switch (asked) {
      case "processes" -> false;
      case "containers" -> true;
      default ->
          throw new ServerFailure(
              "-D%s is 'processes' or 'containers', not '%s'.".formatted(PROPERTY, asked));
    };
  }

  /**
   * Where the server finds its files, and keeps its data in {@code data}, as it sees them itself.
   */
  String directory();

  /** What the server has to listen on in order to be reached at 127.0.0.1. */
  String listenAddress();

  /** Starts the server, for the first time or again, and does not wait until it serves. */
  void start(Launch launch);

  /** Whether the server exists, frozen or not. */
  boolean isAlive();

  /** What the server, or a preparation of it, ended with. Its log is complete then. */
  int exitCode();

  /** Whether the server ended though nobody here asked it to. */
  boolean endedByItself();

  /** As a crash would; returns when the server is gone. */
  void kill();

  /** Asks the server to end and returns when it is gone. */
  void stop();

  /** The server keeps its connections and answers nothing. */
  void pause();

  void resume();

  /** The process id, on the machine that runs the process. */
  long pid();

  /** Whether what the server wrote is still there. */
  boolean hasData();

  /** Deletes what the server wrote, but for its log; it has ended. */
  void delete();

  /** {@code process 123}. */
  String description();
}
