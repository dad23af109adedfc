package dev.annals.connector.record;

/**
 * A record does not say what it must. Travels from wherever this was found to {@link
 * RecordDecoder}, which makes a value of it; the message is the rest of a sentence that begins with
 * the record's place. It names headers, attributes and types, but shows nothing of a payload.
 */
final class NotDecodable extends Exception {
  private static final long serialVersionUID = 1;

  NotDecodable(String message) {
    // Without a stack trace: a topic full of such records must not cost more than a full one.
    super(message, null, false, false);
  }
}
