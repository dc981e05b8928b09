package dev.footfall.server.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records of NDJSON: an object a line. */
final class LineEntries implements Entries {
  private static final ObjectReader WHOLE =
      Translation.JSON.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final TextBytes in;
  private final Translation translation;

  LineEntries(TextBytes in, Translation translation, Position position) throws IOException {
    this.in = in;
    this.translation = translation;
    if (position.offset() > 0) {
      in.skipTo(position);
    }
  }

  @Override
  public @Nullable Entry next() throws IOException {
    while (true) {
      long number = in.position().number();
      ByteArrayOutputStream line = line();
      if (line == null) {
        return null;
      }
      String text = TextBytes.decode(line);
      if (line.size() > Translation.MAX_RECORD_BYTES) {
        return bad(number, "is over " + Translation.MAX_RECORD_BYTES + " bytes");
      } else if (text == null) {
        return bad(number, "is not UTF-8");
      } else if (!text.isBlank()) {
        return entry(number, text);
      }
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

  private Entry entry(long number, String text) {
    try {
      return translation.entry(number, WHOLE.readTree(text));
    } catch (JsonProcessingException e) {
      return Entry.bad(number, Translation.unreadable(e));
    }
  }

  private static Entry bad(long number, String reason) {
    return Entry.bad(number, new BadRecordException(null, reason));
  }

  /** One byte more than allowed of a line that is too long; null at the end. */
  private @Nullable ByteArrayOutputStream line() throws IOException {
    if (in.peek() == TextBytes.END) {
      return null;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (in.peek() != TextBytes.END && !in.readLineEnd()) {
      int next = in.read();
      if (line.size() <= Translation.MAX_RECORD_BYTES) {
        line.write(next);
      }
    }
    return line;
  }
}
