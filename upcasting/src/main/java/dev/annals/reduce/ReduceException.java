package dev.annals.reduce;

/** A state that cannot be told. The message is a sentence, and quotes no data. */
public class ReduceException extends Exception {
  private static final long serialVersionUID = 1;

  /** A reason that quotes no data: it is logged. */
  public ReduceException(String reason) {
    super(reason);
  }
}
