package dev.annals.source.verify;

/** Nothing was compared, or not everything. The message is a sentence that says what to do. */
final class CannotVerify extends Exception {
  private static final long serialVersionUID = 1;

  CannotVerify(String message) {
    super(message);
  }

  CannotVerify(String message, Throwable cause) {
    super(message, cause);
  }
}
