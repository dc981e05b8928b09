package dev.footfall.server.ingest;

import java.util.ArrayList;
import java.util.List;

/** The refused records of a post: all counted, the first of them listed. */
final class Rejections {
  private static final int LISTED = 1_000;

  private final List<Rejected> listed = new ArrayList<>();
  private int count;

  void add(int index, String field, String reason) {
    count++;
    if (listed.size() < LISTED) {
      listed.add(new Rejected(index, field, reason));
    }
  }

  int count() {
    return count;
  }

  List<Rejected> listed() {
    return listed;
  }
}
