package dev.footfall.server.web;

import dev.footfall.server.store.RequestVisitor;
import java.io.IOException;
import java.time.Duration;

/** Reads many requests in steps, between which nothing of the store is held. */
interface RequestSteps {

  boolean hasEnded();

  /**
   * Reads one step on.
   *
   * @param limit records at most
   * @param visitor may have enough before; the next step goes on behind its last
   */
  void step(int limit, Duration budget, RequestVisitor visitor) throws IOException;
}
