package dev.footfall.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rows of text in aligned columns, readable as it is and in Markdown. */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... columns) {
    rows.add(Arrays.asList(columns));
  }

  void add(String... cells) {
    rows.add(Arrays.asList(cells));
  }

  List<List<String>> rows() {
    return rows.subList(1, rows.size());
  }

  /** A figure with as many decimals as it deserves. */
  static String figure(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
  }

  @Override
  public String toString() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    append(text, rows.get(0), widths);
    for (int i = 0; i < widths.length; i++) {
      text.append('|').append("-".repeat(widths[i] + 1)).append(i == 0 ? '-' : ':');
    }
    text.append("|\n");
    rows().forEach(row -> append(text, row, widths));
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> row, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String cell = i < row.size() ? row.get(i) : "";
      String space = " ".repeat(widths[i] - cell.length());
      text.append("| ").append(i == 0 ? cell + space : space + cell).append(' ');
    }
    text.append("|\n");
  }
}
