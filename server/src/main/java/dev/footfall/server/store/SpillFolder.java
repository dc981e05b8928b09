package dev.footfall.server.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the engine puts what of a query does not fit into memory: a folder beside the data. */
final class SpillFolder {
  private SpillFolder() {}

  /**
   * Removes what a killed server left, which the engine never does.
   *
   * @throws StoreException when it cannot be removed
   */
  static void clear(Path data) {
    Path folder = data.resolveSibling(data.getFileName() + ".tmp");
    if (Files.notExists(folder)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "duckdb_temp_*")) {
      for (Path file : left) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new StoreException("The folder " + folder + " cannot be emptied", e);
    }
  }
}
