package dev.footfall.server.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the data takes of its disk, and what is free there. */
record DataDisk(Path database) {
  private static final Logger LOG = LoggerFactory.getLogger(DataDisk.class);

  /** The database, and what was written but is not in it yet. */
  long usedBytes() {
    return size(database) + size(database.resolveSibling(database.getFileName() + ".wal"));
  }

  /** NaN when it is not known. */
  double freeBytes() {
    try {
      return Files.getFileStore(database).getUsableSpace();
    } catch (IOException e) {
      LOG.debug("The free space is not known", e);
      return Double.NaN;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      // The log is there only now and then.
      return 0;
    }
  }
}
