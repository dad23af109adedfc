package dev.annals.source.tail;

/**
 * The log no longer has entries that were not published yet. Waiting does not mend it, and nothing
 * after them may be published before somebody decides what to do (COMPLETE).
 */
public final class LostEntriesException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient ShardSource place;
  private final long upto;

  /**
   * A hole in the log.
   *
   * @param from the first position that was not published
   * @param upto the position after the last entry that is known to be missing
   */
  LostEntriesException(ShardSource place, long from, long upto) {
    super(
        ("The log has no entries for positions %d to %d of %s any more, and they were not published"
                + " yet: they expired (log.retention.ms of the sink is shorter than this task was"
                + " behind) or were removed. Nothing was skipped. With on.expired.log=replay"
                + " the task publishes them from the streams, where all events still are. To go on without them, stop the connector"
                + " and set its offset for {\"shard\":%d,\"source\":\"%s\"} to {\"position\":%d}.")
            .formatted(from, upto - 1, place, place.shard(), place.source(), upto));
    this.place = place;
    this.upto = upto;
  }

  /** Whose entries. */
  public ShardSource place() {
    return place;
  }

  /** The position after the last one that is missing. */
  long upto() {
    return upto;
  }
}
