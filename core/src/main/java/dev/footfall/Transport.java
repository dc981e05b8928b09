package dev.footfall;

import java.util.function.Consumer;

/** Carries posts to the server, one at a time, and brings back what it answered. */
interface Transport extends AutoCloseable {

  /**
   * Sends a post in the background.
   *
   * @param answered told exactly once, on any thread
   */
  void send(Post post, Consumer<Answer> answered);

  /**
   * Asks the server in the background whether it is well, and so which kind it is.
   *
   * @param answered told exactly once, on any thread
   */
  void probe(Consumer<Answer> answered);

  /** Gives up what is under way; it is answered as a failure. */
  void cancel();

  @Override
  void close();

  /**
   * One POST.
   *
   * @param path below the server's URL, such as {@code api/log-request}
   * @param idempotencyKey the batch's id
   * @param gzip whether to compress the body
   */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Post(String path, String idempotencyKey, byte[] body, boolean gzip) {}
}
