package dev.footfall.server;

import java.util.ArrayList;
import java.util.List;

/**
 * A strict reader of RFC 4180: lines end with CRLF, a quote stands only where the RFC lets it. An
 * empty cell is null, a quoted one never.
 */
final class Csv {
  private final String text;
  private int at;

  private Csv(String text) {
    this.text = text;
  }

  static List<List<String>> read(String text) {
    Csv csv = new Csv(text);
    List<List<String>> lines = new ArrayList<>();
    while (csv.at < text.length()) {
      lines.add(csv.line());
    }
    return lines;
  }

  private List<String> line() {
    List<String> cells = new ArrayList<>();
    cells.add(cell());
    while (text.charAt(at) == ',') {
      at++;
      cells.add(cell());
    }
    if (!text.startsWith("\r\n", at)) {
      throw new IllegalArgumentException("no end of line at " + at);
    }
    at += 2;
    return cells;
  }

  private String cell() {
    return text.charAt(at) == '"' ? quoted() : plain();
  }

  private String plain() {
    int begin = at;
    while (",\r\n".indexOf(text.charAt(at)) < 0) {
      if (text.charAt(at) == '"') {
        throw new IllegalArgumentException("a quote at " + at);
      }
      at++;
    }
    return begin == at ? null : text.substring(begin, at);
  }

  private String quoted() {
    StringBuilder cell = new StringBuilder();
    at++;
    while (true) {
      int quote = text.indexOf('"', at);
      cell.append(text, at, quote);
      at = quote + 1;
      if (text.charAt(at) != '"') {
        return cell.toString();
      }
      cell.append('"');
      at++;
    }
  }
}
