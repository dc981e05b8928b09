package dev.footfall.server.answer;

import java.util.Locale;

/** How a query came out. */
enum Outcome {
  ANSWERED,
  /** It took longer than its budget. */
  OVER_BUDGET,
  /** By whoever asked, by another query under its id, or because the server stops. */
  STOPPED,
  OUT_OF_MEMORY,
  /** Too many waited already. */
  REFUSED,
  FAILED;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
