package dev.footfall.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is free on the disk of the data, and what of it may be used. */
final class DiskSpace {
  private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);

  /** With less than this free, a disk that was full is not yet taken for well. */
  private static final long FREE_BYTES = 64_000_000;

  private static final long MAX_SPILLED_BYTES = 4_000_000_000L;

  private final Path file;

  DiskSpace(Path file) {
    this.file = file;
  }

  /** Whether the disk has room for this and for what else is to be stored. */
  boolean hasRoomFor(long bytes) {
    return usableBytes() >= FREE_BYTES + bytes;
  }

  void require() {
    long usable = usableBytes();
    if (usable < FREE_BYTES) {
      throw new StoreException(
          "The disk of the data is full: " + usable / 1_000_000 + " MB are free, 64 are needed");
    }
  }

  /**
   * @throws NoSpaceException when the disk has no room for a copy of this size
   */
  void requireForCopy(long bytes) {
    if (!hasRoomFor(bytes)) {
      throw new NoSpaceException(
          "The disk has no room for a copy of the data file: "
              + usableBytes() / 1_000_000
              + " MB are free, "
              + (FREE_BYTES + bytes) / 1_000_000
              + " are needed");
    }
  }

  /**
   * What queries that do not fit into memory may put beside the data. The engine's default is nine
   * tenths of what is free: posts would find no room.
   */
  long spillableMegabytes() {
    return Math.max(0, Math.min(MAX_SPILLED_BYTES, (usableBytes() - FREE_BYTES) / 2)) / 1_000_000;
  }

  private long usableBytes() {
    try {
      Path folder = file.toAbsolutePath().getParent();
      return Files.getFileStore(folder == null ? file : folder).getUsableSpace();
    } catch (IOException e) {
      LOG.debug("The free space is not known", e);
      return Long.MAX_VALUE;
    }
  }
}
