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
 * 429. Each tries a rate of its own: less by a quarter when refused, a little more when accepted.
 * As with TCP's congestion window, the rates of all become equal and their sum what the service
 * takes. Shipper's thread only.
 */
final class Pacer {

  private static final int POSTS_PER_WINDOW = 10;

  /** A second more than the service's minute: posts do not all travel equally long. */
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(61);

  private static final double SPACING_NANOS = (double) WINDOW_NANOS / POSTS_PER_WINDOW;
  private static final double WIDEST_NANOS = TimeUnit.MINUTES.toNanos(3);
  private static final double SLOWER = 0.75;
  private static final double FASTER_PER_NANO = 0.1 / TimeUnit.MINUTES.toNanos(1);

  /** So many posts accepted in a row are not seen by one who shares a budget. */
  private static final int ALONE = 20;

  private final DoubleSupplier random;
  private final Deque<Long> posts = new ArrayDeque<>();
  private double spacing = SPACING_NANOS;
  private long gap = (long) SPACING_NANOS;
  private boolean postedBefore;
  private long lastPost;
  private long sinceLast;
  private boolean refused;
  private int acceptedInARow = ALONE;

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

  void posted(long now) {
    forget(now);
    posts.addLast(now);
    // Who has been idle for longer has not been pacing himself.
    sinceLast = postedBefore ? Math.min(now - lastPost, WINDOW_NANOS) : 0;
    postedBefore = true;
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
    acceptedInARow++;
    // Who posts less often than he might has not shown that more would be taken.
    double faster = sinceLast > 2 * spacing ? spacing : 1 / (1 / spacing + FASTER_PER_NANO);
    draw(Math.max(SPACING_NANOS, faster));
  }

  /** The last post was refused because the key's budget is used up. */
  void refused() {
    refused = true;
    acceptedInARow = 0;
    draw(Math.min(WIDEST_NANOS, Math.max(spacing, (double) sinceLast) / SLOWER));
  }

  private void draw(double newSpacing) {
    spacing = newSpacing;
    // Among others an even spacing would take the same moments of each minute for itself.
    double part = acceptedInARow >= ALONE ? 1 : 0.5 + random.getAsDouble();
    gap = (long) Math.max(SPACING_NANOS, spacing * part);
  }

  /** How far apart posts are now. */
  long spacingNanos() {
    return (long) spacing;
  }
}
