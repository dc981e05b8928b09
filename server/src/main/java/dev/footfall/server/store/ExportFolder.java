package dev.footfall.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The only folder that the engine may write files into, for its owner only. What an earlier run
 * left there is of no use and removed.
 */
final class ExportFolder {
  private final Path folder;
  private final AtomicLong count = new AtomicLong();

  /**
   * @throws StoreException when it cannot be made
   */
  ExportFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    try {
      if (Files.notExists(this.folder)) {
        Files.createDirectory(this.folder, permissions("rwx------"));
      }
      try (DirectoryStream<Path> left =
          Files.newDirectoryStream(this.folder, "*.{parquet,duckdb,duckdb.wal}")) {
        for (Path file : left) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new StoreException("The folder " + folder + " cannot be written", e);
    }
  }

  Path path() {
    return folder;
  }

  /** A name of no file there. */
  Path name(String ending) {
    return folder.resolve(count.incrementAndGet() + "." + ending);
  }

  /** An empty file of a new name. */
  Path create(String ending) {
    try {
      return Files.createFile(name(ending), permissions("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] permissions(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
