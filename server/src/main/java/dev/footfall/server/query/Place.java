package dev.footfall.server.query;

import dev.footfall.server.refusal.Refusal;

/** Where something stands in what the caller wrote, so that it can be told what is wrong there. */
interface Place {
  /**
   * What is wrong here, to be thrown.
   *
   * @param problem ends a sentence that begins with the place's name
   */
  Refusal refusal(String problem);
}
