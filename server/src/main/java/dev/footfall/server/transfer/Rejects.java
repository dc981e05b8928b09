package dev.footfall.server.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records that were not taken: all of them into a file, or the first of them kept to be shown.
 */
final class Rejects implements Closeable {
  static final int SHOWN = 20;

  private final @Nullable BufferedWriter file;
  private final List<String> shown = new ArrayList<>();

  Rejects(@Nullable Path file) {
    try {
      this.file =
          file == null
              ? null
              : Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UnusableException("The file " + file + " (--rejected) cannot be written.");
    }
  }

  void add(String source, String unit, long number, @Nullable String field, String reason)
      throws IOException {
    if (file != null) {
      ObjectNode line = Translation.JSON.createObjectNode();
      line.put("source", source);
      line.put(unit, number);
      line.put("field", field);
      line.put("reason", reason);
      file.write(Translation.JSON.writeValueAsString(line));
      file.write('\n');
    } else if (shown.size() < SHOWN) {
      shown.add(
          source + ", " + unit + " " + number + ": " + (field == null ? "" : field + " ") + reason);
    }
  }

  /** What was added is in the file. */
  void flush() throws IOException {
    if (file != null) {
      file.flush();
    }
  }

  List<String> shown() {
    return shown;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
