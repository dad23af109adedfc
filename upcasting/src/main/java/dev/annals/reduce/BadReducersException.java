package dev.annals.reduce;

/**
 * Reducers, or rules that name them, that cannot be. The message says which, why, and what to do.
 */
public class BadReducersException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** A sentence. */
  public BadReducersException(String message) {
    super(message);
  }

  /** A sentence, and what somebody else's code has thrown. */
  public BadReducersException(String message, Throwable cause) {
    super(message, cause);
  }
}
