package dev.footfall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over into a slot what clients that are gone have left, in it and in others. One bad file
 * costs itself only.
 */
final class Adoption {

  private static final Logger log = LoggerFactory.getLogger("dev.footfall");

  private final Slot slot;
  private final TimeSource time;
  private final Map<UUID, Spool.Stored> found = new LinkedHashMap<>();
  private long lastNumber;

  Adoption(Slot slot, TimeSource time) {
    this.slot = slot;
    this.time = time;
  }

  /** What is there of whole batches, oldest first. */
  List<Spool.Stored> found() {
    return List.copyOf(found.values());
  }

  /** The highest number that a file has. */
  long lastNumber() {
    return lastNumber;
  }

  /** Takes over what was left, from the slot itself and from others that nobody has. */
  void adopt(List<Path> others) throws IOException {
    adopt(slot);
    others.forEach(this::adoptAbandoned);
    removeHalved();
  }

  private void adoptAbandoned(Path folder) {
    try {
      Slot other = Files.isDirectory(folder) ? Slot.tryTake(folder) : null;
      if (other != null) {
        try (other) {
          adopt(other);
        }
      }
    } catch (IOException e) {
      log.info("Footfall: what is in {} is left to others: {}", folder, e.toString());
    }
  }

  private void adopt(Slot from) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(from.folder())) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      try {
        adopt(file, from == slot);
      } catch (SpoolReader.Damaged e) {
        Spool.setAside(file, String.valueOf(e.getMessage()));
      } catch (IOException e) {
        log.warn("Footfall: the spooled batch {} cannot be taken over: {}", file, e.toString());
      }
    }
  }

  private void adopt(Path file, boolean own) throws IOException {
    String text = String.valueOf(file.getFileName());
    SpoolName name = SpoolName.parse(text);
    if (name == null || found.containsKey(name.id())) {
      if (SpoolName.isClaimed(text)) {
        Spool.setAside(
            file, name == null ? "its name is not one that Footfall gives" : "it is there twice");
      }
      return;
    }
    lastNumber = own ? Math.max(lastNumber, name.number()) : lastNumber + 1;
    SpoolName here = own ? name : name.numbered(lastNumber);
    int records = name.isComplete() ? name.records() : SpoolReader.mend(file);
    if (records == 0) {
      Files.delete(file);
      return;
    }
    Path place = slot.folder().resolve(here.complete(records).toString());
    if (!place.equals(file)) {
      Spool.move(file, place);
    }
    long size = Files.size(place);
    found.put(here.id(), new Spool.Stored(here.id(), place, records, size, sinceNanos(here)));
  }

  /** Ages are told by the wall clock only across processes; it may have been set in between. */
  private long sinceNanos(SpoolName name) {
    long ageMillis = Math.max(0, time.epochMillis() - name.sinceEpochMillis());
    return time.nanos() - Math.min(ageMillis, Long.MAX_VALUE / 4_000_000) * 1_000_000;
  }

  /**
   * A crash may have come between the halves of a batch and its own end: what is there twice would
   * be sent twice.
   */
  private void removeHalved() throws IOException {
    for (Spool.Stored whole : found()) {
      List<UUID> halves = new ArrayList<>();
      for (int from : new int[] {0, whole.records() / 2}) {
        UUID half = Batch.partId(whole.id(), from);
        if (found.containsKey(half)) {
          halves.add(half);
        }
      }
      for (UUID twice : halves.size() == 2 ? List.of(whole.id()) : halves) {
        Spool.Stored s = found.remove(twice);
        if (s != null) {
          Files.deleteIfExists(s.file());
        }
      }
    }
  }
}
