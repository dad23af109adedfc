package dev.annals.source.tail;

/**
 * How much one task holds of the log ahead of what it has published (BOUNDED). It counts bytes, and
 * lets readers ask for about as much as is their share. Not thread-safe.
 */
final class ReadAhead {
  /** More reads at a time make nothing faster, and are queued by the driver. */
  private static final int MAX_READS = 32;

  private final long maxBytes;
  private long bytes;
  private long expectedBytes;
  private int reads;
  private int readers = 1;

  ReadAhead(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  boolean hasRoom() {
    return reads < MAX_READS && bytes + expectedBytes < maxBytes;
  }

  /** Tells among how many readers the room is shared. */
  void shareAmong(int number) {
    readers = Math.max(1, number);
  }

  /** How many segments of a size to read at once: a share, but not more than is worth a trip. */
  int segments(long averageBytes) {
    long share = maxBytes / readers / Math.max(1, averageBytes);
    return (int) Math.max(1, Math.min(64, share));
  }

  void started(long expected) {
    reads++;
    expectedBytes += expected;
  }

  void ended(long expected) {
    reads--;
    expectedBytes -= expected;
  }

  void holds(long more) {
    bytes += more;
  }

  void released(long less) {
    bytes -= less;
  }

  long bytes() {
    return bytes;
  }
}
