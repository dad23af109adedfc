package dev.annals.quickstart.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.annals.model.Source;

/**
 * A row of {@code progress}.
 *
 * @param upto the first position that may be undecided
 */
public record ProgressRow(Source source, long upto) {
  static final String COLUMNS = "source, upto";

  static ProgressRow of(Row row) {
    return new ProgressRow(Source.parse(Columns.text(row, "source")), row.getLong("upto"));
  }
}
