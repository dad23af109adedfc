package dev.annals.model.store;

/**
 * A fault of the store that trying again does not mend. The message is a sentence that says what is
 * wrong and what to do. An append it ends is undecided.
 */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A fault without a cause below. */
  public StoreException(String message) {
    super(message);
  }

  /** A fault with its cause. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The store was closed while the call was under way. */
  public static final class Closed extends StoreException {
    private static final long serialVersionUID = 1;

    /** With the sentence. */
    public Closed(String message) {
      super(message);
    }
  }

  /**
   * Somebody else owns the source's refused rows now: whoever gets this is a zombie and must stop,
   * having reported nothing.
   */
  public static final class OwnershipLost extends StoreException {
    private static final long serialVersionUID = 1;

    /** With the sentence. */
    public OwnershipLost(String message) {
      super(message);
    }
  }
}
