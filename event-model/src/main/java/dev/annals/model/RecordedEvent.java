package dev.annals.model;

import java.time.Instant;

/**
 * An event in its stream: immutable for ever.
 *
 * @param stream whose
 * @param version its place in the stream, from 1
 * @param event what happened
 * @param recordedAt when it was appended, by the clock of the appender, to the millisecond
 * @param at where it came from
 * @param index its place in the append that brought it, from 0
 */
public record RecordedEvent(
    StreamId stream,
    long version,
    NewEvent event,
    Instant recordedAt,
    SourcePosition at,
    int index) {

  /** Checks version and index, else {@link IllegalArgumentException}. */
  public RecordedEvent {
    if (version < 1) {
      throw new IllegalArgumentException("a version is at least 1: " + stream + "@" + version);
    }
    if (index < 0) {
      throw new IllegalArgumentException("negative index at " + at);
    }
  }
}
