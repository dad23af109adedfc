package dev.annals.quickstart.check;

/** What has to become of a record. */
public sealed interface Verdict {
  /** The event is in its stream, at this version. */
  record Accepted(long version) implements Verdict {}

  /** The same, though the writer of this fact expected the stream to be at another version. */
  record WithException(long version, String expected) implements Verdict {}

  /** The event is in its stream already, at this version, and nowhere else. */
  record Duplicate(long firstVersion) implements Verdict {}

  /**
   * The event is in no stream.
   *
   * @param actual the stream's version then
   * @param rival the id of the event that took its version; empty where there is none
   */
  record Rejected(String expected, long actual, String rival) implements Verdict {}

  /** The record cannot be read as an event. */
  record Undecodable() implements Verdict {}

  /** The version at which the event stands by this record; 0 where it does not. */
  default long appendedAt() {
    if (this instanceof Accepted accepted) {
      return accepted.version();
    }
    return this instanceof WithException exception ? exception.version() : 0;
  }
}
