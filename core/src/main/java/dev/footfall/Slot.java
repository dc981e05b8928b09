package dev.footfall;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the spool that belongs to one client at a time, of whatever process: the file {@code
 * lock} in it is locked as long as the client lives, so that a killed one lets go of it.
 *
 * <p>Where locks are POSIX ones, closing any channel to a file gives up all locks that the process
 * has on it. So a client must not even open the lock of another one in its own process, which may
 * have come from another class loader: the file {@code owner} tells.
 */
final class Slot implements AutoCloseable {

  private final Path folder;
  private final FileChannel lock;

  private Slot(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Takes the slot, making its folder where there is none; null if somebody else has it. */
  static @Nullable Slot tryTake(Path folder) throws IOException {
    Path owner = folder.resolve("owner");
    String self = processName();
    // Interned: the same monitor for every class loader of this process.
    synchronized (folder.toAbsolutePath().toString().intern()) {
      Files.createDirectories(folder);
      // Fails where the folder is another user's, who has no business with these records.
      OwnerOnly.restrict(folder, "rwx------");
      if (Files.exists(owner) && Files.readString(owner).equals(self)) {
        return null;
      }
      FileChannel channel = tryLock(folder.resolve("lock"));
      if (channel == null) {
        return null;
      }
      Slot slot = new Slot(folder, channel);
      try {
        Files.writeString(owner, self);
        OwnerOnly.restrict(owner, "rw-------");
      } catch (IOException e) {
        slot.close();
        throw e;
      }
      return slot;
    }
  }

  private static @Nullable FileChannel tryLock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Somebody in this process after all, whose name in the file is gone.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  /** Different for each process, also for those that follow each other under one number. */
  private static String processName() {
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    return runtime.getPid() + " " + runtime.getStartTime();
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(folder.resolve("owner"));
    } finally {
      lock.close();
    }
  }
}
