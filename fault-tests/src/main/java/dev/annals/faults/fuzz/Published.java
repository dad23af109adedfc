package dev.annals.faults.fuzz;

/**
 * What was published of each record: a few bytes for each. Of all its events each once, where there
 * are as many as it has, in order, from its first version on. For one thread.
 */
final class Published {
  private final short[] accepted;
  private final short[] rejected;
  private final long[] versions;
  private long records;

  /** Nothing was published of any of so many records. */
  Published(int records) {
    this.accepted = new short[records];
    this.rejected = new short[records];
    this.versions = new long[records];
  }

  /** How many records were published in all. */
  long records() {
    return records;
  }

  /** Whatever it is. */
  void count() {
    records++;
  }

  /** An event, of this version counted from the first of its append, from 0. */
  void addAccepted(int number, long index) {
    accepted[number]++;
    versions[number] += mixed(index);
  }

  void addRejected(int number) {
    rejected[number]++;
  }

  int accepted(int number) {
    return accepted[number];
  }

  int rejected(int number) {
    return rejected[number];
  }

  /** Whether it has exactly so many events, and each was published once. */
  boolean isWhole(int number, int events) {
    long sum = 0;
    for (int index = 0; index < events; index++) {
      sum += mixed(index);
    }
    return accepted[number] == events && versions[number] == sum;
  }

  /** Sums of these are equal, but by chance, only where there are the same ones. */
  private static long mixed(long index) {
    long mixed = (index + 1) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
    return mixed ^ (mixed >>> 32);
  }
}
