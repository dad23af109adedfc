package dev.annals.model;

/** Why an append, or what else was to be done to a stream, was rejected. */
public enum RejectionReason {
  /** The stream is not at the expected version. */
  VERSION_CONFLICT,
  /** An event with this id but other content is in the stream. */
  ID_REUSED,
  /** Some events of an atomic append are in the stream, but not all of them in their order. */
  PARTLY_SEEN,
  /** An id stands twice in one atomic append. */
  ID_REPEATED,
  /** The stream is closed. */
  CLOSED,
  /** More events or bytes than one append may have. */
  TOO_LARGE,
  /** It was processed before, and what it once met can no longer be told. */
  FORGOTTEN,
  /** A snapshot, or a truncation, is of a version that the stream does not have. */
  NO_SUCH_VERSION,
  /** No snapshot makes up for the events that a truncation would remove. */
  NO_SNAPSHOT
}
