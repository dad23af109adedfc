package dev.annals.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The rows as a table in Markdown. */
final class Report {
  private static final String BEGIN = "<!-- written by benchmarks/run -->";
  private static final String END = "<!-- end -->";

  private final List<Row> rows;
  private final int rounds;

  Report(List<Row> rows, int rounds) {
    this.rows = List.copyOf(rows);
    this.rounds = rounds;
  }

  String table() {
    StringBuilder table =
        new StringBuilder("| Measured | events/s | Floor | events/s | Share | Goal |\n");
    table.append("|---|---:|---|---:|---:|---:|\n");
    for (Row row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.0f | %s | %,.0f | **%.2f** | %s |%n",
              row.measured(),
              Row.median(row.rates()),
              row.floor(),
              Row.median(row.floorRates()),
              row.share(),
              row.goal() == 0 ? "" : String.format(Locale.ROOT, "%.2f", row.goal())));
    }
    return table.toString();
  }

  /** Puts the table into a page, in place of the one between the marks. */
  void write(Path page) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(
          "%s has no place for a table: %s … %s".formatted(page, BEGIN, END));
    }
    String about =
        "%nMedians of %d rounds; %d processors, %s, JDK %s.%n%n"
            .formatted(
                rounds,
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("java.version"));
    Files.writeString(
        page, text.substring(0, begin) + BEGIN + about + table() + "\n" + text.substring(end));
  }
}
