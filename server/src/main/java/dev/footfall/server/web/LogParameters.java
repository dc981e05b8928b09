package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.LogCursor;
import java.util.Set;

/** The parameters of a log. */
final class LogParameters {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  static final long MAX_ID = 999_999_999_999_999_999L;
  private static final String ASCENDING = "Id ascending";
  private static final String DESCENDING = "Id descending";

  /** What a log takes beside filters. */
  static final Set<String> NAMES = Set.of("limit", "ending_before", "starting_after", "order_by");

  private final int limit;
  private final long id;
  private final boolean ascending;

  LogParameters(Parameters parameters) {
    Long asked = parameters.integer("limit", 1, MAX_LIMIT);
    limit = asked == null ? DEFAULT_LIMIT : asked.intValue();
    Long before = parameters.integer("ending_before", 0, MAX_ID);
    Long after = parameters.integer("starting_after", 0, MAX_ID);
    if (before != null && after != null) {
      throw Refusal.badRequest(
          "starting_after and ending_before exclude each other.", "starting_after");
    }
    ascending = after != null;
    if (after != null) {
      id = after;
    } else {
      id = before == null || before == 0 ? Long.MAX_VALUE : before;
    }
    checkOrder(parameters);
  }

  int limit() {
    return limit;
  }

  long id() {
    return id;
  }

  boolean ascending() {
    return ascending;
  }

  /** The cursor, with one record more than asked for: whether there is one says has_more. */
  LogCursor cursor() {
    return new LogCursor(id, ascending, limit + 1);
  }

  private void checkOrder(Parameters parameters) {
    String order = parameters.text("order_by");
    if (order == null) {
      return;
    }
    if (!Set.of(ASCENDING, DESCENDING).contains(order)) {
      throw Refusal.badRequest(
          "order_by must be " + DESCENDING + " or " + ASCENDING + ".", "order_by");
    }
    if (order.equals(ASCENDING) != ascending) {
      throw Refusal.badRequest(
          ASCENDING + " goes with starting_after, " + DESCENDING + " with ending_before.",
          "order_by");
    }
  }
}
