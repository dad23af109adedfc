package dev.annals.sink;

/**
 * What a task has been handed and has not logged yet (BOUNDED): above one of its limits the task
 * pauses, below half of both it goes on. Guarded by the task's {@link TaskLoop}; the counts can be
 * read from any thread.
 */
final class Backlog {
  private final long maxRecords;
  private final long maxBytes;
  private volatile long records;
  private volatile long bytes;

  Backlog(long maxRecords, long maxBytes) {
    this.maxRecords = maxRecords;
    this.maxBytes = maxBytes;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
  void add(Arrival arrival) {
    records++;
    bytes += arrival.sizeBytes();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
  void remove(Arrival arrival) {
    records--;
    bytes -= arrival.sizeBytes();
  }

  boolean isOver() {
    return records > maxRecords || bytes > maxBytes;
  }

  boolean isLow() {
    return records <= maxRecords / 2 && bytes <= maxBytes / 2;
  }

  long records() {
    return records;
  }

  long bytes() {
    return bytes;
  }
}
