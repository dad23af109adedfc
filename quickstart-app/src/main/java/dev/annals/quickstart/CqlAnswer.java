package dev.annals.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import dev.annals.quickstart.cassandra.Tables;
import dev.annals.quickstart.text.Complaint;
import dev.annals.quickstart.text.Screen;
import dev.annals.quickstart.text.Table;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a CQL statement answers, as a table. */
final class CqlAnswer {
  private static final int MOST_ROWS = 1_000;

  private CqlAnswer() {}

  static void print(Tables tables, String statement, Screen screen) {
    ResultSet answer = ask(tables, statement);
    List<String> columns = new ArrayList<>();
    for (ColumnDefinition column : answer.getColumnDefinitions()) {
      columns.add(column.getName().asInternal());
    }
    if (columns.isEmpty()) {
      screen.say("Done.");
      return;
    }
    Table table = new Table(columns);
    int rows = 0;
    for (Row row : answer) {
      if (rows == MOST_ROWS) {
        break;
      }
      rows++;
      table.row(cells(row).toArray());
    }
    table.lines().forEach(screen::say);
    boolean hasMore = rows == MOST_ROWS && !answer.isFullyFetched();
    screen.say(hasMore ? "(the first " + rows + " rows)" : "(" + rows + " rows)");
  }

  private static ResultSet ask(Tables tables, String statement) {
    try {
      return tables.ask(statement);
    } catch (QueryValidationException e) {
      throw new Complaint("Cassandra does not understand the statement: " + e.getMessage(), e);
    }
  }

  private static List<Object> cells(Row row) {
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(text(row.getObject(i)));
    }
    return cells;
  }

  /** Bytes that are text, as most payloads are, are shown as text. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (!(value instanceof ByteBuffer buffer)) {
      return value.toString();
    }
    try {
      return UTF_8.newDecoder().decode(buffer.duplicate()).toString();
    } catch (CharacterCodingException binary) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return "0x" + HexFormat.of().formatHex(bytes);
    }
  }
}
