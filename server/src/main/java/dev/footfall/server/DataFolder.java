package dev.footfall.server;

import dev.footfall.server.store.DataFileCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds everything, used by one server at a time; readable by its owner only when
 * it is made here.
 */
final class DataFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  static DataFolder open(Path folder) {
    try {
      boolean isNew = Files.notExists(folder);
      Files.createDirectories(folder);
      if (isNew) {
        setPermissions(folder, "rwx------");
      } else {
        warnIfOpen(folder);
      }
      return new DataFolder(folder, lock(folder));
    } catch (FileAlreadyExistsException e) {
      throw new StartException("The data folder " + folder + " is not a folder.", e);
    } catch (IOException e) {
      throw new StartException(
          "The data folder " + folder + " cannot be written (" + reason(e) + ").", e);
    }
  }

  Path database() {
    return folder.resolve("footfall.duckdb");
  }

  /** What the demo keeps beside its records. */
  Path demo() {
    return folder.resolve("demo.json");
  }

  /**
   * Makes a copy of a backup the database, once it is found to be whole.
   *
   * @return how many requests it holds
   */
  long restore(Path backup) throws IOException {
    if (Files.exists(database()) || Files.exists(beside(database(), ".wal"))) {
      throw new StartException(
          "The data folder "
              + folder
              + " has data already, which stay as they are: choose another with --data.");
    }
    Path part = beside(database(), ".part");
    try {
      // What a killed restore left is of no use.
      Files.deleteIfExists(part);
      Files.createFile(part);
      setPermissions(part, "rw-------");
      try (OutputStream out = Files.newOutputStream(part)) {
        Files.copy(backup, out);
      }
      sync(part, StandardOpenOption.WRITE);
      long requests = DataFileCheck.countRequests(part);
      Files.move(part, database());
      sync(folder, StandardOpenOption.READ);
      return requests;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static void sync(Path path, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }

  /** The database is for its owner only, also in a folder that is not. */
  void protectDatabase() throws IOException {
    setPermissions(database(), "rw-------");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void setPermissions(Path path, String permissions) throws IOException {
    if (isPosix(path)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  /** A folder that was there may hold more than ours: it stays as it is. */
  private static void warnIfOpen(Path folder) throws IOException {
    if (isPosix(folder)) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
      if (permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ)) {
        LOG.warn("Others can read the data folder {}; chmod 700 keeps them out", folder);
      }
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("footfall.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new StartException(
          "The data folder "
              + folder
              + " is used by another server: stop that one or choose another with --data.");
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // the other server is in this process
      return false;
    }
  }

  private static String reason(IOException e) {
    String type = e.getClass().getSimpleName().replace("Exception", "");
    @Nullable String message = e.getMessage();
    return message == null ? type : type + ": " + message;
  }
}
