package dev.footfall;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches on disk until the server has them. Each process locks a slot of its own, {@code
 * <destination>-<number>} below the spool directory, and adopts what processes that are gone have
 * left in theirs. A damaged file is set aside as {@code .damaged}. Shipper's thread only.
 */
final class Spool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger("dev.footfall");
  private static final int SLOTS = 64;

  private final Path slot;
  private final FileLock lock;
  private final long maxBytes;
  private final TimeSource time;
  private final Map<UUID, Stored> stored = new HashMap<>();
  private final Deque<Path> parked = new ArrayDeque<>();
  private long fileNumber;
  private long bytes;
  private long records;
  private boolean failedBefore;

  private record Stored(Path file, int records, int bytes) {}

  /** A batch that was read back, and how long ago it was formed. */
  record Restored(SpoolFile.Content content, long ageNanos) {}

  private Spool(Path slot, FileLock lock, long maxBytes, TimeSource time) {
    this.slot = slot;
    this.lock = lock;
    this.maxBytes = maxBytes;
    this.time = time;
  }

  /**
   * Opens the spool that the configuration asks for; null if there is none or it cannot be used.
   */
  static @Nullable Spool open(Config config, TimeSource time) {
    if (config.spoolDirectory == null) {
      return null;
    }
    String destination = ByteString.encodeUtf8(config.destination).sha256().hex().substring(0, 16);
    try {
      Files.createDirectories(config.spoolDirectory);
      Spool own = null;
      for (int i = 0; i < SLOTS; i++) {
        Path slot = config.spoolDirectory.resolve(destination + "-" + i);
        if (own != null && !Files.isDirectory(slot)) {
          break;
        }
        FileLock lock = tryLock(slot);
        if (lock == null) {
          continue;
        }
        if (own == null) {
          own = new Spool(slot, lock, config.maxSpoolBytes, time);
          own.adopt(slot);
        } else {
          own.adopt(slot);
          lock.acquiredBy().close();
        }
      }
      if (own == null) {
        throw new IOException("all " + SLOTS + " slots are in use by other processes");
      }
      return own;
    } catch (IOException e) {
      log.warn(
          "Footfall: the spool directory {} cannot be used: {}. Batches stay in memory only",
          config.spoolDirectory,
          e.toString());
      return null;
    }
  }

  private static @Nullable FileLock tryLock(Path slot) throws IOException {
    Files.createDirectories(slot);
    OwnerOnly.restrict(slot, "rwx------");
    FileChannel channel =
        FileChannel.open(slot.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
      }
      return lock;
    } catch (OverlappingFileLockException e) {
      // Another client in this very process has it.
      channel.close();
      return null;
    }
  }

  /** Takes over what a slot holds, oldest first, moving it here if it is another's. */
  private void adopt(Path from) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(from)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      if (file.toString().endsWith(SpoolFile.UNFINISHED)) {
        Files.deleteIfExists(file);
      }
      if (!file.toString().endsWith(SpoolFile.SUFFIX)) {
        continue;
      }
      try {
        SpoolFile.Content content = SpoolFile.read(file);
        Path here = slot.resolve(nameOf(++fileNumber, content.id()));
        if (!file.equals(here)) {
          Files.move(file, here);
        }
        remember(content.id(), here, content.ends().length, (int) Files.size(here));
        parked.addLast(here);
      } catch (IOException e) {
        setAside(file, e);
      }
    }
  }

  private static void setAside(Path file, IOException cause) throws IOException {
    log.warn("Footfall: the spooled batch {} is set aside: {}", file, cause.getMessage());
    Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"));
  }

  /** Puts a batch on disk; false if there is no room or it cannot be written. */
  boolean store(Batch batch, long ageNanos) {
    int size = SpoolFile.sizeOf(batch);
    if (bytes + size > maxBytes) {
      return false;
    }
    Path file = slot.resolve(nameOf(++fileNumber, batch.id()));
    try {
      SpoolFile.write(file, batch, time.epochMillis() - ageNanos / 1_000_000);
      failedBefore = false;
    } catch (IOException e) {
      if (!failedBefore) {
        failedBefore = true;
        log.warn(
            "Footfall: the spool {} cannot be written: {}. Batches stay in memory until it can",
            slot,
            e.toString());
      }
      return false;
    }
    remember(batch.id(), file, batch.count(), size);
    return true;
  }

  private void remember(UUID id, Path file, int records, int size) {
    stored.put(id, new Stored(file, records, size));
    this.records += records;
    bytes += size;
  }

  /** Takes a settled batch off the disk. */
  void remove(UUID id) {
    Stored s = stored.remove(id);
    if (s != null) {
      records -= s.records;
      bytes -= s.bytes;
      try {
        Files.deleteIfExists(s.file);
      } catch (IOException e) {
        log.warn(
            "Footfall: the spooled batch {} cannot be deleted and may be sent again: {}",
            s.file,
            e.toString());
      }
    }
  }

  boolean holds(UUID id) {
    return stored.containsKey(id);
  }

  /** Leaves a stored batch to the disk alone, behind those left there before. */
  void park(UUID id) {
    Stored s = stored.get(id);
    if (s != null) {
      parked.addLast(s.file);
    }
  }

  boolean hasParked() {
    return !parked.isEmpty();
  }

  /** Reads back the batch that was parked first; null if there is none that can be read. */
  @Nullable Restored unpark() {
    for (Path file; (file = parked.pollFirst()) != null; ) {
      try {
        SpoolFile.Content content = SpoolFile.read(file);
        long ageMillis = Math.max(0, time.epochMillis() - content.formedEpochMillis());
        return new Restored(content, Math.min(ageMillis, Long.MAX_VALUE / 2_000_000) * 1_000_000);
      } catch (IOException e) {
        log.warn("Footfall: the spooled batch {} cannot be read: {}", file, e.toString());
        // Another file may be readable; this one is tried again by the next process.
      }
    }
    return null;
  }

  /** Records on disk, those of batches that are in memory too included. */
  long records() {
    return records;
  }

  private static String nameOf(long number, UUID id) {
    return "%016d-%s%s".formatted(number, id, SpoolFile.SUFFIX);
  }

  @Override
  public void close() {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      log.warn("Footfall: the spool {} cannot be unlocked: {}", slot, e.toString());
    }
  }
}
