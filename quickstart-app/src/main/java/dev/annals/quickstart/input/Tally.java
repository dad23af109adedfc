package dev.annals.quickstart.input;

import dev.annals.quickstart.text.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of the lines, by entity type; and keeps the first few that need a look. */
final class Tally {
  /** What can become of an event. */
  enum Kind {
    ACCEPTED,
    DUPLICATE,
    REJECTED,
    UNDECODABLE
  }

  private static final int SHOWN = 20;

  private final Map<String, Map<Kind, Long>> byType = new TreeMap<>();
  private final List<String> badLines = new ArrayList<>();
  private final Table refused = new Table("line", "outcome", "why");
  private long bad;
  private long notAccepted;

  void bad(InputLine.Bad line) {
    bad++;
    if (badLines.size() < SHOWN) {
      badLines.add("line " + line.number() + ": " + line.reason());
    }
  }

  void accepted(String entityType) {
    count(entityType, Kind.ACCEPTED);
  }

  /**
   * Counts an event that is in no stream, or in its stream already.
   *
   * @param outcome as the table {@code refused} spells it
   */
  void refused(String entityType, String line, String outcome, String why) {
    count(entityType, Kind.valueOf(outcome.toUpperCase(Locale.ROOT)));
    notAccepted++;
    if (notAccepted <= SHOWN) {
      refused.row(line, outcome, why);
    }
  }

  private void count(String entityType, Kind kind) {
    byType.computeIfAbsent(entityType, any -> new EnumMap<>(Kind.class)).merge(kind, 1L, Long::sum);
  }

  /** How many events had this outcome. */
  long total(Kind kind) {
    long total = 0;
    for (Map<Kind, Long> counts : byType.values()) {
      total += counts.getOrDefault(kind, 0L);
    }
    return total;
  }

  long badLines() {
    return bad;
  }

  /** A row for each entity type, and one for all. */
  Table figures() {
    Table table = new Table("entity type", "accepted", "duplicates", "rejected", "undecodable");
    byType.forEach((type, counts) -> row(table, type, counts));
    Map<Kind, Long> all = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      all.put(kind, total(kind));
    }
    row(table, "(all)", all);
    return table;
  }

  private static void row(Table table, String type, Map<Kind, Long> counts) {
    List<Object> cells = new ArrayList<>(List.of(type));
    for (Kind kind : Kind.values()) {
      cells.add("%,d".formatted(counts.getOrDefault(kind, 0L)));
    }
    table.row(cells.toArray());
  }

  /** The first lines that were not accepted. */
  Table notAccepted() {
    return refused;
  }

  /** How many more there are than {@link #notAccepted()} shows. */
  long notAcceptedAndNotShown() {
    return Math.max(0, notAccepted - SHOWN);
  }

  /** The first bad lines, and how many more there are. */
  List<String> badLinesInWords() {
    List<String> words = new ArrayList<>(badLines);
    if (bad > badLines.size()) {
      words.add("and %,d more".formatted(bad - badLines.size()));
    }
    return words;
  }
}
