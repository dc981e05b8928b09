package dev.footfall.server.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of CSV (RFC 4180), which may go over several of the file.
 *
 * @param number the line of the file that it begins in
 * @param cells empty text where a cell is empty; null where one is not UTF-8
 * @param problem what is wrong with its quotes, or null
 */
record CsvLine(long number, List<@Nullable String> cells, @Nullable String problem) {

  /** The next line that is not blank, or null at the end. */
  static @Nullable CsvLine read(TextBytes in) throws IOException {
    do {
      if (in.peek() == TextBytes.END) {
        return null;
      }
    } while (in.readLineEnd());
    return new Reading(in).line();
  }

  private static final class Reading {
    private final TextBytes in;
    private final long begin;
    private final List<@Nullable String> cells = new ArrayList<>();
    private @Nullable String problem;
    private int bytes;

    Reading(TextBytes in) {
      this.in = in;
      this.begin = in.position().number();
    }

    CsvLine line() throws IOException {
      do {
        cells.add(TextBytes.decode(cell()));
        count();
      } while (readComma());
      long last = in.position().number();
      in.readLineEnd();
      if (problem != null && last > begin) {
        problem += ", and goes on to line " + last;
      }
      return new CsvLine(begin, cells, problem);
    }

    private boolean readComma() throws IOException {
      return in.peek() == ',' && in.read() == ',';
    }

    private ByteArrayOutputStream cell() throws IOException {
      ByteArrayOutputStream cell = new ByteArrayOutputStream();
      if (in.peek() == '"') {
        in.read();
        quoted(cell);
      }
      int next = in.peek();
      while (next != ',' && next != '\r' && next != '\n' && next != TextBytes.END) {
        if (next == '"') {
          problem = "has a quote in the middle of a cell";
        }
        add(cell, in.read());
        next = in.peek();
      }
      return cell;
    }

    private void quoted(ByteArrayOutputStream cell) throws IOException {
      while (true) {
        int next = in.read();
        if (next == TextBytes.END) {
          throw notClosed();
        }
        if (next == '"') {
          if (in.peek() != '"') {
            requireEnd();
            return;
          }
          in.read();
        }
        add(cell, next);
      }
    }

    private void requireEnd() throws IOException {
      int next = in.peek();
      if (next != ',' && next != '\r' && next != '\n' && next != TextBytes.END) {
        problem = "has text behind a closing quote";
      }
    }

    private void add(ByteArrayOutputStream cell, int next) {
      count();
      cell.write(next);
    }

    /** What is longer than any record is a quote that nobody closed: where a line ends is lost. */
    private void count() {
      if (++bytes > Translation.MAX_RECORD_BYTES) {
        throw notClosed();
      }
    }

    private BrokenOffException notClosed() {
      return new BrokenOffException(
          "The record that begins in line " + begin + " does not end: a quote is not closed.");
    }
  }
}
