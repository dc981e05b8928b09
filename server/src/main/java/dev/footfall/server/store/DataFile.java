package dev.footfall.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A data file, which may have a write-ahead log beside it. */
record DataFile(Path path) {
  /** What the engine has the name of the log end with. */
  static final String LOG = ".wal";

  DataFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  Path log() {
    return path.resolveSibling(path.getFileName() + LOG);
  }

  /** What the file takes on the disk, without its log. */
  long bytes() {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new StoreException("The size of the file " + path + " is not known", e);
    }
  }

  /** What its log takes; a checkpoint takes it away. */
  long logBytes() {
    try {
      return Files.size(log());
    } catch (IOException e) {
      return 0;
    }
  }

  /** Lets nobody but its owner read it. */
  void protect() {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      } catch (IOException e) {
        throw new StoreException("The file " + path + " cannot be kept from others", e);
      }
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(path);
    Files.deleteIfExists(log());
  }

  /** Puts it in the place of another; when this returns, that is on the disk. */
  void moveTo(DataFile other) {
    if (Files.exists(log()) || Files.exists(other.log())) {
      // A log belongs to its file: to another one the engine would add it again.
      throw new StoreException("The write-ahead log of the data file could not be emptied");
    }
    try {
      sync(path, StandardOpenOption.WRITE);
      Files.move(path, other.path, StandardCopyOption.ATOMIC_MOVE);
      sync(other.path.resolveSibling("."), StandardOpenOption.READ);
    } catch (IOException e) {
      throw new StoreException("The file " + path + " could not become " + other.path, e);
    }
  }

  private static void sync(Path path, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }
}
