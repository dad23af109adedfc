package dev.annals.reduce;

/**
 * How the streams of one entity type are reduced, and when their state is kept.
 *
 * @param entityType whose streams
 * @param reducer what makes the state
 * @param every a snapshot is taken at each version that is a multiple of it; from 1
 * @param keep how many snapshots of a stream stay; from 1
 */
public record SnapshotRule(String entityType, Reducer reducer, int every, int keep) {
  /**
   * How many events lie between two snapshots, unless a rule says so: a tail that one read gives.
   */
  public static final int DEFAULT_EVERY = 100;

  /**
   * How many stay unless a rule says so: the newest, and the one before for who reads just then.
   */
  public static final int DEFAULT_KEEP = 2;

  /** Checks the numbers, else {@link IllegalArgumentException}. */
  public SnapshotRule {
    if (every < 1 || keep < 1) {
      throw new IllegalArgumentException(
          "snapshots are taken every 1 events or more, and at least 1 is kept: not every %d, keep %d"
              .formatted(every, keep));
    }
  }

  /** The version of the last snapshot that a stream at a version has: 0 if it is too short. */
  public long boundary(long version) {
    return version - version % every;
  }
}
