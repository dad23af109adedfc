package dev.annals.store;

import dev.annals.model.decision.AppendLimits;
import dev.annals.store.cql.ClusterSettings;
import dev.annals.store.schema.SchemaSettings;

/**
 * All a client of a store has to be told.
 *
 * @param cluster how to reach it
 * @param schema what it is created with
 * @param dedupeWindow how many of a stream's last events an id is looked for in
 * @param maxInFlight how many streams are written to at the same time; from 1. 64 to 128 saturate
 *     one node.
 * @param cacheMaxEvents how many events all remembered streams together may have; each takes some
 *     200 bytes
 */
public record CassandraSettings(
    ClusterSettings cluster,
    SchemaSettings schema,
    int dedupeWindow,
    int maxInFlight,
    long cacheMaxEvents) {
  /** Streams written to at the same time unless set otherwise. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 128;

  /** Events remembered unless set otherwise. */
  public static final long DEFAULT_CACHE_MAX_EVENTS = 200_000;

  /** Checks the ranges, else {@link IllegalArgumentException}. */
  public CassandraSettings {
    if (dedupeWindow < 0 || maxInFlight < 1 || cacheMaxEvents < 0) {
      throw new IllegalArgumentException(
          "out of range: dedupe window %d, in flight %d, cached events %d"
              .formatted(dedupeWindow, maxInFlight, cacheMaxEvents));
    }
  }

  /** The settings of a cluster, with defaults for the rest. */
  public static CassandraSettings of(ClusterSettings cluster) {
    return new CassandraSettings(
        cluster,
        SchemaSettings.DEFAULTS,
        AppendLimits.DEFAULT_DEDUPE_WINDOW,
        DEFAULT_MAX_IN_FLIGHT,
        DEFAULT_CACHE_MAX_EVENTS);
  }

  AppendLimits limits() {
    return new AppendLimits(schema.bucketSize(), dedupeWindow);
  }
}
