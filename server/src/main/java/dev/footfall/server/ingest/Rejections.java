package dev.footfall.server.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The refused records of a post: all counted, the first of them listed. */
final class Rejections {
  private static final int LISTED = 1_000;

  private final List<Rejected> listed = new ArrayList<>();
  private final Map<String, Long> byFlaw = new HashMap<>();
  private int count;

  void add(int index, String field, String reason) {
    count++;
    byFlaw.merge(Flaw.of(reason).wireName(), 1L, Long::sum);
    if (listed.size() < LISTED) {
      listed.add(new Rejected(index, field, reason));
    }
  }

  int count() {
    return count;
  }

  /** How many of them are of each {@link Flaw}. */
  Map<String, Long> byFlaw() {
    return byFlaw;
  }

  List<Rejected> listed() {
    return listed;
  }
}
