package dev.annals.testkit.servers;

/**
 * A server that cannot run, or a request that it refused: the message says which, why, and what to
 * do.
 */
public final class ServerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerFailure(String message) {
    super(message);
  }

  ServerFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
