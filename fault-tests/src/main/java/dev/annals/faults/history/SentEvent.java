package dev.annals.faults.history;

/**
 * An event as it was sent.
 *
 * @param id its identity in the stream: {@code ce_source}, a space, and {@code ce_id}
 * @param content of its payload: {@link Content}
 */
public record SentEvent(String id, String type, String content) {
  /** The type of the event that closes its stream. */
  public static final String CLOSE = "annals.close";

  /** Whether no further append is accepted after it. */
  public boolean closes() {
    return type.equals(CLOSE);
  }
}
