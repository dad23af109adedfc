package dev.annals.upcast;

/** An event that cannot be upcast. The message is a sentence, and quotes no data. */
public class UpcastException extends Exception {
  private static final long serialVersionUID = 1;

  /** A reason that quotes no data: it is logged and published. */
  public UpcastException(String reason) {
    super(reason);
  }
}
