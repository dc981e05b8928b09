package dev.footfall.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A data file with everything that was stored at one moment; there until it is closed.
 *
 * @param lastId the highest id of a request in it, 0 without one
 */
public record BackupFile(Path path, long lastId) implements AutoCloseable {
  /** Opens it for the one time that it is read: where the system can, its name is gone at once. */
  public FileChannel open() throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
