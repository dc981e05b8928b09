package dev.footfall.server.demo;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Of which span there are records. What is being filled is noted before, so that a start after a
 * crash fills just that again, with posts of the same ids.
 */
record Filled(Instant fillingFrom, Instant from, Instant to, Instant fillingTo) {
  private static final Duration LONGEST = Duration.ofDays(10);
  private static final Duration SHORTEST = Duration.ofDays(1);

  boolean isFilling() {
    return !fillingFrom.equals(from) || !fillingTo.equals(to);
  }

  /** Whether what was being filled is a while ago. */
  boolean isOlderThan(Duration age, Instant now) {
    return fillingTo.isBefore(now.minus(age));
  }

  /** Notes what comes next, the newest first; null: all is filled between begin and now. */
  @Nullable Filled next(Instant begin, Instant now) {
    if (to.isBefore(now)) {
      Instant most = to.plus(LONGEST);
      return new Filled(from, from, to, now.isBefore(most) ? now : most);
    }
    if (begin.isBefore(from)) {
      Duration done = Duration.between(from, to);
      Duration length =
          done.compareTo(SHORTEST) < 0 ? SHORTEST : done.compareTo(LONGEST) > 0 ? LONGEST : done;
      Instant least = from.minus(length);
      return new Filled(begin.isAfter(least) ? begin : least, from, to, to);
    }
    return null;
  }

  /** What is being filled. */
  Stories.Span span() {
    return to.equals(fillingTo)
        ? new Stories.Span(fillingFrom, from)
        : new Stories.Span(to, fillingTo);
  }

  /** It is. */
  Filled done() {
    return new Filled(fillingFrom, fillingFrom, fillingTo, fillingTo);
  }
}
