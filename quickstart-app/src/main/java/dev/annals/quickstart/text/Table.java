package dev.annals.quickstart.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text under headings, aligned for a terminal. Numbers stand to the right. */
public final class Table {
  private static final int WIDEST_CELL = 140;
  private static final String GAP = "   ";

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table without rows. */
  public Table(String... headings) {
    this(Arrays.asList(headings));
  }

  /** A table without rows. */
  public Table(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  /** Adds a row; as many cells as there are headings, else {@link IllegalArgumentException}. */
  public Table row(Object... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "%d cells under %d headings".formatted(cells.length, headings.size()));
    }
    rows.add(Arrays.stream(cells).map(cell -> oneLine(cell.toString())).toList());
    return this;
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines to print: the headings, a rule, the rows. */
  public List<String> lines() {
    int[] widths = new int[headings.size()];
    boolean[] numeric = new boolean[headings.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(headings.get(column));
      numeric[column] = !rows.isEmpty();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
        numeric[column] &= row.get(column).matches("-?[0-9,]*");
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(headings, widths, numeric));
    List<String> rules = Arrays.stream(widths).mapToObj("-"::repeat).toList();
    lines.add(line(rules, widths, numeric));
    for (List<String> row : rows) {
      lines.add(line(row, widths, numeric));
    }
    return lines;
  }

  private static String line(List<String> cells, int[] widths, boolean[] numeric) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths[column] - width(cell));
      line.append(column == 0 ? "" : GAP);
      line.append(numeric[column] ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  /** Control characters would break the lines, or do worse to a terminal. */
  private static String oneLine(String cell) {
    String clean = cell.replaceAll("\\p{Cntrl}", "·");
    return clean.length() <= WIDEST_CELL ? clean : clean.substring(0, WIDEST_CELL - 1) + "…";
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
