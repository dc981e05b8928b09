package dev.footfall.server.ingest;

import dev.footfall.server.store.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The refused records of a post: all counted, the first of them listed. */
final class Rejections {
  private static final int LISTED = 1_000;

  private final List<Rejected> listed = new ArrayList<>();
  private final Map<Rejection, Long> counts = new HashMap<>();
  private int count;

  void add(int index, String field, String reason) {
    count++;
    counts.merge(new Rejection(field, Flaw.of(reason).wireName()), 1L, Long::sum);
    if (listed.size() < LISTED) {
      listed.add(new Rejected(index, field, reason));
    }
  }

  int count() {
    return count;
  }

  /** How many of them there are of each field and {@link Flaw}. */
  Map<Rejection, Long> counts() {
    return counts;
  }

  List<Rejected> listed() {
    return listed;
  }
}
