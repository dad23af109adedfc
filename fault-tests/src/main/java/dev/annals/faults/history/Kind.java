package dev.annals.faults.history;

/** Why a request was made. What it means for the answer, its other parts say. */
public enum Kind {
  /** Something happened, whatever the stream is at. */
  FACT,
  /** Something is wanted, if the stream is at the expected version. */
  DECISION,
  /** The events of an earlier request again. */
  RETRY,
  /** Several events, all or none. */
  BATCH
}
