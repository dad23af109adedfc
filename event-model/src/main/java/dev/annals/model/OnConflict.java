package dev.annals.model;

/** What an expected version that is not met does to an append. */
public enum OnConflict {
  /** Decisions: the append is rejected, and the writer is told who won. */
  REJECT,
  /** Facts: they happened, so they are accepted, and the difference is reported as an exception. */
  ACCEPT
}
