package dev.footfall;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps the posts to a hosted service within its budget of 10 in any 60 s per key: regular posts
 * are spread evenly, urgent ones (a flush, the last before close) may use what the budget has left.
 * Shipper's thread only.
 */
final class Pacer {

  static final int POSTS_PER_WINDOW = 10;
  static final long WINDOW_NANOS = 60_000_000_000L;

  private static final long SPACING_NANOS = WINDOW_NANOS / POSTS_PER_WINDOW;

  private final Deque<Long> posts = new ArrayDeque<>();

  /** How long a post has to wait, in nanoseconds; 0 means that it may go. */
  long delay(long now, boolean urgent) {
    forget(now);
    if (posts.isEmpty()) {
      return 0;
    }
    long window = posts.size() < POSTS_PER_WINDOW ? 0 : WINDOW_NANOS - (now - posts.peekFirst());
    long spacing = urgent ? 0 : SPACING_NANOS - (now - posts.peekLast());
    return Math.max(0, Math.max(window, spacing));
  }

  void posted(long now) {
    forget(now);
    posts.addLast(now);
  }

  private void forget(long now) {
    while (!posts.isEmpty() && now - posts.peekFirst() >= WINDOW_NANOS) {
      posts.removeFirst();
    }
  }
}
