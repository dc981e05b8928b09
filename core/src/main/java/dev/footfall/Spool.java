package dev.footfall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches on disk until the server has them. A batch that grows is written as it grows; once it is
 * complete its file is given the name it is found under later. Each client has a {@link Slot} of
 * its own, {@code <destination>-<number>} below the spool directory, and adopts what those that are
 * gone have left in theirs. Shipper's thread only.
 */
final class Spool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger("dev.footfall");
  private static final int SLOTS = 64;
  private static final long PAUSE_NANOS = 10_000_000_000L;

  private final Slot slot;
  private final long maxBytes;
  private final TimeSource time;
  private final Map<UUID, SpoolFile> growing = new HashMap<>();
  private final Map<UUID, Stored> stored = new HashMap<>();
  private final Deque<Stored> parked = new ArrayDeque<>();
  private long fileNumber;
  private long bytes;
  private long records;
  private boolean failing;
  private long pausedUntil;
  private long readAgainAt;

  /** A complete file, and when its first record was taken in. */
  record Stored(UUID id, Path file, int records, long bytes, long sinceNanos) {}

  private Spool(Slot slot, long maxBytes, TimeSource time) {
    this.slot = slot;
    this.maxBytes = maxBytes;
    this.time = time;
    readAgainAt = time.nanos();
  }

  /**
   * Opens the spool that the configuration asks for; null if there is none or it cannot be used.
   */
  static @Nullable Spool open(Config config, TimeSource time) {
    if (config.values.spoolDirectory == null) {
      return null;
    }
    Spool spool = null;
    try {
      List<Path> folders = folders(config.values.spoolDirectory, config.destination);
      int next = 0;
      IOException cause = new IOException("all of its " + SLOTS + " slots are in use");
      while (spool == null && next < SLOTS) {
        try {
          Slot slot = Slot.tryTake(folders.get(next++));
          spool = slot == null ? null : new Spool(slot, config.values.maxSpoolBytes, time);
        } catch (IOException e) {
          // Perhaps another user's; the next one may be had.
          cause = e;
        }
      }
      if (spool == null) {
        throw cause;
      }
      spool.adopt(folders.subList(next, SLOTS));
      spool.sayWhatIsThere(config.values.spoolDirectory, folders);
      return spool;
    } catch (IOException | RuntimeException | LinkageError e) {
      log.warn(
          "Footfall: the spool directory {} cannot be used: {}. Batches stay in memory only;"
              + " check that the directory exists, is writable and not full",
          config.values.spoolDirectory,
          e.toString());
      if (spool != null) {
        spool.close();
      }
      return null;
    }
  }

  private void adopt(List<Path> others) throws IOException {
    Adoption adoption = new Adoption(slot, time);
    adoption.adopt(others);
    fileNumber = adoption.lastNumber();
    adoption.found().forEach(s -> parked.addLast(remember(s)));
  }

  private void sayWhatIsThere(Path directory, List<Path> own) throws IOException {
    if (records > 0) {
      log.info("Footfall: {} records that an earlier process has left are sent first", records);
    }
    try (Stream<Path> all = Files.walk(directory, 2)) {
      long others =
          all.filter(file -> !own.contains(file.getParent()))
              .map(file -> SpoolName.parse(String.valueOf(file.getFileName())))
              .mapToLong(name -> name == null ? 0 : name.records())
              .sum();
      if (others > 0) {
        log.warn(
            "Footfall: {} more records in {} are for another apiKey or serverUrl, and wait for a"
                + " client that has it; delete their folders if there will be none",
            others,
            directory);
      }
    } catch (UncheckedIOException e) {
      log.info("Footfall: {} cannot be looked through: {}", directory, e.toString());
    }
  }

  private static List<Path> folders(Path directory, String destination) {
    String prefix = ByteString.encodeUtf8(destination).sha256().hex().substring(0, 16);
    return IntStream.range(0, SLOTS).mapToObj(i -> directory.resolve(prefix + "-" + i)).toList();
  }

  /** Never fatal: what cannot even be moved stays where it is. */
  static void setAside(Path file, String cause) {
    log.warn("Footfall: the spooled batch {} is set aside as .damaged: {}", file, cause);
    try {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      for (int i = 2; Files.exists(aside); i++) {
        aside = file.resolveSibling(file.getFileName() + "-" + i + ".damaged");
      }
      Files.move(file, aside);
    } catch (IOException e) {
      log.warn("Footfall: {} cannot be moved: {}", file, e.toString());
    }
  }

  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Puts on disk what an open batch has gained, as far as there is room and the disk is well. */
  void save(OpenBatch batch) {
    SpoolFile file = growing.get(batch.id());
    Slice gained = batch.from(file == null ? 0 : file.records());
    if (gained.count() > 0) {
      write(batch.id(), batch.kind(), batch.origin(), batch.sinceNanos(), gained);
    }
  }

  /**
   * Puts a batch on disk whole.
   *
   * @return false if there is no room or it cannot be written
   */
  boolean store(Batch batch) {
    UUID id = batch.id();
    if (holds(id)) {
      return true;
    }
    SpoolFile file = growing.get(id);
    Slice missing = batch.from(file == null ? 0 : file.records());
    if (missing.count() > 0) {
      file = write(id, batch.kind(), batch.origin(), batch.sinceNanos(), missing);
    }
    if (file == null) {
      return false;
    }
    try {
      Path place = slot.folder().resolve(file.name().complete(batch.count()).toString());
      file.close();
      move(file.path(), place);
      SpoolFile.syncFolder(place);
      growing.remove(id);
      bytes -= file.length();
      remember(new Stored(id, place, batch.count(), file.length(), batch.sinceNanos()));
      return true;
    } catch (IOException e) {
      failed(e);
      return false;
    }
  }

  private @Nullable SpoolFile write(
      UUID id, Batch.Kind kind, Origin origin, long sinceNanos, Slice slice) {
    if (!hasRoom(SpoolFile.sizeOf(slice)) || isPaused()) {
      return null;
    }
    SpoolFile file = growing.get(id);
    try {
      if (file == null) {
        long since = time.epochMillis() - (time.nanos() - sinceNanos) / 1_000_000;
        SpoolName name = SpoolName.open(++fileNumber, since, id);
        file = SpoolFile.create(slot.folder(), name, kind, origin);
        growing.put(id, file);
        bytes += file.length();
      }
      long before = file.length();
      file.append(slice);
      bytes += file.length() - before;
      worked();
      return file;
    } catch (IOException e) {
      failed(e);
      return null;
    }
  }

  private void failed(IOException e) {
    pausedUntil = time.nanos() + PAUSE_NANOS;
    if (!failing) {
      failing = true;
      log.warn(
          "Footfall: the spool {} cannot be written: {}. Batches stay in memory until it can",
          slot.folder(),
          e.toString());
    }
  }

  private void worked() {
    if (failing) {
      failing = false;
      log.info("Footfall: the spool {} can be written again", slot.folder());
    }
  }

  /**
   * Puts a batch on disk for the last time, whole or as much of it as is there.
   *
   * @return how many of its records are on disk, to be found by the next process
   */
  int leave(Batch batch) {
    pausedUntil = time.nanos();
    if (store(batch)) {
      return batch.count();
    }
    SpoolFile file = growing.get(batch.id());
    int kept = file == null ? 0 : file.records();
    records += kept;
    return kept;
  }

  private boolean isPaused() {
    return failing && time.nanos() - pausedUntil < 0;
  }

  private Stored remember(Stored s) {
    stored.put(s.id, s);
    records += s.records;
    bytes += s.bytes;
    return s;
  }

  private void discard(SpoolFile file) {
    growing.remove(file.name().id());
    bytes -= file.length();
    try {
      file.close();
      Files.deleteIfExists(file.path());
    } catch (IOException e) {
      cannotDelete(file.path(), e);
    }
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
        cannotDelete(s.file, e);
      }
    }
    SpoolFile file = growing.get(id);
    if (file != null) {
      discard(file);
    }
  }

  private static void cannotDelete(Path file, IOException e) {
    log.warn(
        "Footfall: the spooled batch {} cannot be deleted and may be sent again: {}",
        file,
        e.toString());
  }

  /** Whether the whole batch is on disk. */
  boolean holds(UUID id) {
    return stored.containsKey(id);
  }

  boolean hasRoom(long more) {
    return bytes + more <= maxBytes;
  }

  /** Whether the disk refused what was written last. */
  boolean isFailing() {
    return failing;
  }

  /** Leaves a stored batch to the disk alone, behind those left there before. */
  void park(UUID id) {
    Stored s = stored.get(id);
    if (s != null) {
      parked.addLast(s);
    }
  }

  /** The batch that was parked first, or null. */
  @Nullable Stored oldestParked() {
    return parked.peekFirst();
  }

  /**
   * Gives up the batch that was parked first.
   *
   * @return how many records it had, 0 if there is none
   */
  int removeOldestParked() {
    Stored s = parked.pollFirst();
    if (s == null) {
      return 0;
    }
    remove(s.id);
    return s.records;
  }

  /**
   * Reads back the batch that was parked first; null if the disk cannot read just now.
   *
   * @throws SpoolReader.Damaged if it is no longer as it was written; it is set aside, and what
   *     could be read of it is on disk no more
   */
  @Nullable Batch unpark() throws SpoolReader.Damaged {
    Stored s = parked.peekFirst();
    if (s == null || time.nanos() - readAgainAt < 0) {
      return null;
    }
    try {
      Batch batch = SpoolReader.read(s.file, s.id, s.sinceNanos);
      if (batch.count() != s.records) {
        throw new SpoolReader.Damaged("it has not the records that its name says", batch);
      }
      parked.pollFirst();
      return batch;
    } catch (SpoolReader.Damaged e) {
      parked.pollFirst();
      setAside(s.file, String.valueOf(e.getMessage()));
      remove(s.id);
      throw e;
    } catch (NoSuchFileException | AccessDeniedException e) {
      log.warn("Footfall: the spooled batch {} is gone: {}", s.file, e.toString());
      parked.pollFirst();
      remove(s.id);
      throw new SpoolReader.Damaged("it is gone", null);
    } catch (IOException e) {
      log.warn("Footfall: the spooled batch {} cannot be read now: {}", s.file, e.toString());
      parked.addLast(parked.pollFirst());
      readAgainAt = time.nanos() + PAUSE_NANOS;
      return null;
    }
  }

  /** Records of whole batches on disk, those that are in memory too included. */
  long records() {
    return records;
  }

  /** How many records of an open batch are on disk. */
  int saved(OpenBatch batch) {
    SpoolFile file = growing.get(batch.id());
    return file == null ? 0 : file.records();
  }

  @Override
  public void close() {
    for (SpoolFile file : growing.values()) {
      try {
        file.close();
      } catch (IOException e) {
        log.warn("Footfall: {} cannot be closed: {}", file.path(), e.toString());
      }
    }
    try {
      slot.close();
    } catch (IOException e) {
      log.warn("Footfall: the spool {} cannot be left: {}", slot.folder(), e.toString());
    }
  }
}
