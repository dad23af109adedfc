package dev.annals.faults.history;

/**
 * A version of a stream, as its row says.
 *
 * @param event its identity
 * @param content of its payload: {@link Content}
 * @param position which record asked for it
 * @param index its place in the append, from 0
 */
public record EventRow(
    int look,
    StreamName stream,
    long bucket,
    long version,
    String event,
    String type,
    String content,
    Position position,
    int index)
    implements Entry {
  /** The same row, as another look found it. */
  public EventRow inLook(int other) {
    return new EventRow(other, stream, bucket, version, event, type, content, position, index);
  }
}
