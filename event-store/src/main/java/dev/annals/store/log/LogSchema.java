package dev.annals.store.log;

import dev.annals.store.schema.SchemaFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The tables of the log. */
final class LogSchema {
  /** Cassandra counts expiry up to January 2038, unless its storage_compatibility_mode is NONE. */
  private static final Duration LONGEST = Duration.ofDays(3_650);

  private LogSchema() {}

  static List<String> createTables(Duration logRetention) {
    Map<String, String> placeholders =
        Map.of("log_ttl_seconds", Integer.toString(timeToLiveSeconds(logRetention)));
    return List.of(
        SchemaFile.read(LogSchema.class, "refused.cql", placeholders),
        SchemaFile.read(LogSchema.class, "log.cql", placeholders),
        SchemaFile.read(LogSchema.class, "progress.cql", placeholders),
        SchemaFile.read(LogSchema.class, "replays.cql", placeholders));
  }

  /** A retention as Cassandra counts it: whole seconds, rounded up. */
  static int timeToLiveSeconds(Duration retention) {
    if (retention.compareTo(Duration.ZERO) <= 0 || retention.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a retention is more than nothing and at most 3,650 days: " + retention);
    }
    return Math.toIntExact(retention.plusSeconds(1).minusNanos(1).toSeconds());
  }
}
