package dev.footfall.server.transfer;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads records one after the other; not thread-safe. */
interface Entries extends Closeable {
  /** The next record, or null at the end. */
  @Nullable Entry next() throws IOException, InterruptedException;

  /** What {@link Entry#number} counts. */
  String unit();

  /** Behind the last record that was given. */
  Position position();
}
