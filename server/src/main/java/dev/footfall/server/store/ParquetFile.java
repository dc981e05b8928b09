package dev.footfall.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Requests in a file that is there until it is closed.
 *
 * @param lastId the highest id that the file holds or has passed by
 * @param hasMore whether the window holds more than its limit
 */
public record ParquetFile(Path path, long lastId, boolean hasMore) implements AutoCloseable {
  public long bytes() throws IOException {
    return Files.size(path);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
