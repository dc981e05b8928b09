package dev.footfall.server.ingest;

import java.util.Locale;

/** What is wrong with a record, by the reason that is given for it. */
enum Flaw {
  MISSING,
  GIVEN_TWICE,
  OUT_OF_BOUNDS,
  WRONG_TYPE,
  OTHER;

  static Flaw of(String reason) {
    if (reason.equals("is missing") || reason.equals("is empty")) {
      return MISSING;
    }
    if (reason.equals("is given twice")) {
      return GIVEN_TWICE;
    }
    if (reason.startsWith("is not within ")
        || reason.startsWith("is more than ")
        || reason.startsWith("is over ")
        || reason.startsWith("is too ")
        || reason.startsWith("is nested ")) {
      return OUT_OF_BOUNDS;
    }
    return reason.startsWith("is not ") ? WRONG_TYPE : OTHER;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
