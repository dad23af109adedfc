package dev.annals.store.stream;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.StreamId;
import dev.annals.model.store.StreamPage;
import dev.annals.model.store.TokenRange;
import dev.annals.store.cql.Cql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Lists the streams of a token range: the partitions with bucket 0 that have a head. */
final class SelectStreams {
  private static final String CQL =
      """
      SELECT DISTINCT entity_type, entity_id, bucket, head, token(entity_type, entity_id, bucket) AS ring_token
      FROM events
      WHERE token(entity_type, entity_id, bucket) > ? AND token(entity_type, entity_id, bucket) <= ?
      """;

  private static final int PAGE_ROWS = 500;

  private final Cql cql;
  private final PreparedStatement prepared;

  private SelectStreams(Cql cql, PreparedStatement prepared) {
    this.cql = cql;
    this.prepared = prepared;
  }

  static CompletionStage<SelectStreams> prepare(Cql cql) {
    return cql.prepare(CQL).thenApply(prepared -> new SelectStreams(cql, prepared));
  }

  CompletionStage<StreamPage> list(TokenRange range, int limit) {
    Listing listing = new Listing(limit);
    var bound =
        prepared
            .bind(range.startExclusive(), range.endInclusive())
            .setPageSize(Math.min(PAGE_ROWS, limit + 1));
    return Pages.whileTrue(cql, cql.read(bound), listing::add)
        .thenApply(
            finished ->
                new StreamPage(
                    listing.streams,
                    finished ? range.endInclusive() : listing.lastToken,
                    finished));
  }

  /** Collects streams until there are enough, and then those that share the last token. */
  private static final class Listing {
    private final int limit;
    private final List<StreamId> streams = new ArrayList<>();
    private long lastToken = Long.MIN_VALUE;

    Listing(int limit) {
      this.limit = limit;
    }

    boolean add(Row row) {
      long token = row.getLong("ring_token");
      if (streams.size() >= limit && token != lastToken) {
        return false;
      }
      lastToken = token;
      if (row.getLong("bucket") == 0 && row.getLong("head") > 0) {
        streams.add(
            new StreamId(
                Objects.requireNonNull(row.getString("entity_type")),
                Objects.requireNonNull(row.getString("entity_id"))));
      }
      return true;
    }
  }
}
