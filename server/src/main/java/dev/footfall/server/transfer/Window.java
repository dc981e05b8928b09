package dev.footfall.server.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records between two positions, sorted into posts by what they have in common. Its bounds
 * follow from the records alone, so that reading again gives the same posts.
 */
final class Window {
  /** Of so many refused records of a post the server says which and why. */
  static final int MAX_PARCEL = 1_000;

  private static final int MAX_RECORDS = 10_000;

  /** With the longest record still below what a server takes in one post. */
  private static final long MAX_BYTES = 8_000_000;

  private final Position begin;
  private final Position end;
  private final List<Entry> entries;

  private Window(Position begin, Position end, List<Entry> entries) {
    this.begin = begin;
    this.end = end;
    this.entries = entries;
  }

  /**
   * @param until the number where a window ended that was begun before; it is to end there again
   */
  static Window read(Entries source, long until) throws IOException, InterruptedException {
    Position begin = source.position();
    List<Entry> entries = new ArrayList<>();
    long bytes = 0;
    while (entries.size() < MAX_RECORDS
        && bytes < MAX_BYTES
        && source.position().number() < until) {
      Entry entry = source.next();
      if (entry == null) {
        break;
      }
      entries.add(entry);
      bytes += entry.json().length;
    }
    return new Window(begin, source.position(), entries);
  }

  int size() {
    return entries.size();
  }

  Position end() {
    return end;
  }

  /** Those that cannot be sent. */
  List<Entry> bad() {
    return entries.stream().filter(entry -> entry.problem() != null).toList();
  }

  List<Parcel> parcels(RecordKind kind) {
    Map<Head, List<Entry>> groups = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.problem() == null) {
        groups.computeIfAbsent(entry.head(), head -> new ArrayList<>()).add(entry);
      }
    }
    List<Parcel> parcels = new ArrayList<>();
    groups.forEach(
        (head, group) -> {
          for (int from = 0; from < group.size(); from += MAX_PARCEL) {
            List<Entry> part = group.subList(from, Math.min(group.size(), from + MAX_PARCEL));
            parcels.add(new Parcel(kind, head, begin, parcels.size(), part));
          }
        });
    return parcels;
  }
}
