package dev.footfall.server.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records of CSV whose first line names the columns. */
final class CsvEntries implements Entries {
  /** As a server's exports begin a text that a spreadsheet could take for a formula. */
  private static final Pattern ESCAPED =
      Pattern.compile(
          "'(?=[\\x00-\\x20\\x7f-\\xa0\\u2000-\\u206f\\u3000\\ufeff'\"]*"
              + "[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20])");

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]{0,17})\\.[0-9]{1,20}([eE][+-]?[0-9]{1,3})?");

  private final TextBytes in;
  private final Translation translation;
  private final List<String> columns;

  /** The exports' own columns always include it; others do not escape. */
  private final boolean isEscaped;

  CsvEntries(TextBytes in, Translation translation, Position position) throws IOException {
    this.in = in;
    this.translation = translation;
    this.columns = columns(CsvLine.read(in), translation.kind());
    this.isEscaped = columns.contains("id");
    if (position.offset() > in.position().offset()) {
      in.skipTo(position);
    }
  }

  @Override
  public @Nullable Entry next() throws IOException {
    CsvLine line = CsvLine.read(in);
    if (line == null) {
      return null;
    }
    long number = line.number();
    try {
      return translation.entry(number, record(line));
    } catch (BadRecordException e) {
      return Entry.bad(number, e);
    }
  }

  @Override
  public String unit() {
    return "line";
  }

  @Override
  public Position position() {
    return in.position();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private ObjectNode record(CsvLine line) throws BadRecordException {
    String problem = line.problem();
    if (problem != null) {
      throw new BadRecordException(null, problem);
    }
    if (line.cells().size() != columns.size()) {
      throw new BadRecordException(
          null,
          "has " + line.cells().size() + " cells, but there are " + columns.size() + " columns");
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i);
      String cell = line.cells().get(i);
      if (cell == null) {
        throw new BadRecordException(name, "is not UTF-8");
      }
      if (!cell.isEmpty()) {
        put(record, name, cell);
      }
    }
    return record;
  }

  /** What should be a number and is none goes as text: the server says what it thinks of it. */
  private void put(ObjectNode record, String name, String cell) throws BadRecordException {
    if (!translation.kind().isNumber(name)) {
      boolean begins = isEscaped && ESCAPED.matcher(cell).lookingAt();
      record.put(name, begins ? cell.substring(1) : cell);
    } else if (INTEGER.matcher(cell).matches()) {
      record.put(name, Long.parseLong(cell));
    } else if (DECIMAL.matcher(cell).matches()) {
      record.put(name, new BigDecimal(cell));
    } else {
      throw new BadRecordException(name, "is not a number");
    }
  }

  private static List<String> columns(@Nullable CsvLine header, RecordKind kind) {
    if (header == null) {
      return List.of();
    }
    List<String> columns = new ArrayList<>();
    for (String cell : header.cells()) {
      String name = cell == null ? "" : cell;
      if (header.problem() != null || !kind.known().contains(name)) {
        throw new UnusableException(
            "The first line names an unknown column, "
                + quote(name)
                + "; known are: "
                + String.join(", ", kind.known())
                + ".");
      }
      if (columns.contains(name)) {
        throw new UnusableException("The first line names the column " + name + " twice.");
      }
      columns.add(name);
    }
    for (List<String> oneOf : kind.required()) {
      if (oneOf.stream().noneMatch(columns::contains)) {
        throw new UnusableException(
            "The first line does not name the column "
                + oneOf.stream().collect(Collectors.joining(" or "))
                + ", which every record needs.");
      }
    }
    return columns;
  }

  private static String quote(String name) {
    // what looks like a key is not repeated
    String clean =
        name.replaceAll("\\p{Cntrl}", "?").replaceAll("[0-9A-Fa-f-]{32,}|fft_[\\w-]+", "…");
    return "\"" + (clean.length() > 100 ? clean.substring(0, 100) + "…" : clean) + "\"";
  }
}
