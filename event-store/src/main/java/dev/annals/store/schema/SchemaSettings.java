package dev.annals.store.schema;

import dev.annals.model.decision.AppendLimits;
import java.time.Duration;

/**
 * What a store is created with, and has to be found with afterwards.
 *
 * @param create whether to create what is missing; the keyspace never is
 * @param bucketSize versions in a bucket, see {@link AppendLimits}
 * @param shards slices of the log, and so the most tasks of one source connector; from 1 to 256
 * @param logRetention how long segments are kept; used when the table is created
 * @param refusedRetention how long refusals are kept
 */
public record SchemaSettings(
    boolean create, int bucketSize, int shards, Duration logRetention, Duration refusedRetention) {
  /** Slices of the log unless set otherwise. */
  public static final int DEFAULT_SHARDS = 8;

  /** How long segments are kept unless set otherwise. */
  public static final Duration DEFAULT_LOG_RETENTION = Duration.ofDays(7);

  /** How long refusals are kept unless set otherwise. */
  public static final Duration DEFAULT_REFUSED_RETENTION = Duration.ofDays(30);

  /** The defaults, creating what is missing. */
  public static final SchemaSettings DEFAULTS =
      new SchemaSettings(
          true,
          AppendLimits.DEFAULT_BUCKET_SIZE,
          DEFAULT_SHARDS,
          DEFAULT_LOG_RETENTION,
          DEFAULT_REFUSED_RETENTION);

  /** Checks the ranges, else {@link IllegalArgumentException}. */
  public SchemaSettings {
    if (bucketSize < AppendLimits.MAX_EVENTS) {
      throw new IllegalArgumentException(
          "a bucket holds at least the largest append, %d events: %d"
              .formatted(AppendLimits.MAX_EVENTS, bucketSize));
    }
    if (shards < 1 || shards > 256) {
      throw new IllegalArgumentException("shards must be from 1 to 256: " + shards);
    }
    if (refusedRetention.compareTo(logRetention) < 0) {
      throw new IllegalArgumentException(
          "refusals must be kept as long as the log at least: "
              + refusedRetention
              + " against "
              + logRetention);
    }
  }
}
