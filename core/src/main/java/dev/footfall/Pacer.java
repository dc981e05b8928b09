package dev.footfall;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Keeps the posts to a hosted service within its budget of 10 in any 60 s per key: regular posts
 * are spread evenly, urgent ones (a flush, the last before close) may use what the budget has left.
 *
 * <p>Processes that share a key share its budget, and know of each other only by being refused with
 * 429. Each such answer widens the spacing and each accepted post narrows it by about as much, with
 * a random part: so about half of all posts are refused whatever the number of processes, and the
 * budget stays in use. Shipper's thread only.
 */
final class Pacer {

  static final int POSTS_PER_WINDOW = 10;
  static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final long SPACING_NANOS = WINDOW_NANOS / POSTS_PER_WINDOW;
  private static final long WIDEST_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final double WIDEN = 1.5;
  private static final double NARROW = 0.7;

  private final DoubleSupplier random;
  private final Deque<Long> posts = new ArrayDeque<>();
  private long spacing = SPACING_NANOS;
  private long gap = SPACING_NANOS;
  private boolean refused;

  Pacer(DoubleSupplier random) {
    this.random = random;
  }

  /** How long a post has to wait, in nanoseconds; 0 means that it may go. */
  long delay(long now, boolean urgent) {
    forget(now);
    if (posts.isEmpty() && !refused) {
      return 0;
    }
    long window = posts.size() < POSTS_PER_WINDOW ? 0 : WINDOW_NANOS - (now - posts.peekFirst());
    long spaced = urgent && !refused ? 0 : gap - (now - lastPost);
    return Math.max(0, Math.max(window, spaced));
  }

  private long lastPost;

  void posted(long now) {
    forget(now);
    posts.addLast(now);
    lastPost = now;
  }

  private void forget(long now) {
    while (!posts.isEmpty() && now - posts.peekFirst() >= WINDOW_NANOS) {
      posts.removeFirst();
    }
  }

  /** The last post was taken. */
  void accepted() {
    refused = false;
    draw(Math.max(SPACING_NANOS, (long) (spacing * NARROW)));
  }

  /** The last post was refused because the key's budget is used up. */
  void refused() {
    refused = true;
    draw(Math.min(WIDEST_NANOS, (long) (spacing * WIDEN)));
  }

  private void draw(long newSpacing) {
    spacing = newSpacing;
    gap =
        spacing == SPACING_NANOS
            ? SPACING_NANOS
            : Math.max(SPACING_NANOS, (long) (spacing * (0.5 + random.getAsDouble())));
  }

  /** How far apart posts are now. */
  long spacingNanos() {
    return spacing;
  }
}
