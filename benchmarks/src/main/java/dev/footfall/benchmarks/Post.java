package dev.footfall.benchmarks;

import java.util.UUID;

/** One post of records, and what they add up to; used again and again by one thread. */
final class Post {

  final JsonBytes body = new JsonBytes();
  UUID id = new UUID(0, 0);
  Tally tally = Tally.NONE;
}
