package dev.footfall.server.transfer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Goes on to the next page at the end of one, until one has no records. */
final class Pages implements Entries {
  private final Opening opening;
  private @Nullable Entries page;
  private boolean isUntouched;
  private Position position;

  Pages(Position begin, Opening opening) {
    this.position = begin;
    this.opening = opening;
  }

  /** Opens pages. */
  @FunctionalInterface
  interface Opening {
    /** The records from a position on, at least one unless there are none. */
    Entries open(Position begin) throws IOException, InterruptedException;
  }

  @Override
  public @Nullable Entry next() throws IOException, InterruptedException {
    while (true) {
      Entries current = page;
      if (current == null) {
        current = opening.open(position);
        page = current;
        isUntouched = true;
      }
      Entry entry = current.next();
      if (entry != null) {
        isUntouched = false;
        position = current.position();
        return entry;
      }
      if (isUntouched) {
        return null;
      }
      close();
    }
  }

  @Override
  public String unit() {
    return "record";
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    if (page != null) {
      page.close();
      page = null;
    }
  }
}
