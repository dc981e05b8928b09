package dev.footfall.server.web;

import dev.footfall.server.query.Filter;
import dev.footfall.server.query.FilterReader;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.LogCursor;
import dev.footfall.server.store.RequestOrder;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters of a log. */
final class LogParameters {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  static final long MAX_ID = 999_999_999_999_999_999L;
  private static final String ID = "Id";
  static final String ASCENDING = " ascending";
  static final String DESCENDING = " descending";

  /** What requests can be ordered by beside their id. */
  static final Map<String, RequestOrder> ORDERS =
      Map.of("created_at", RequestOrder.CREATED_AT, "response_time", RequestOrder.RESPONSE_TIME);

  private static final Set<String> NAMES =
      Set.of("limit", "ending_before", "starting_after", "order_by");

  static final Set<String> OF_EVENTS = and(List.of("from", "to", "zone", "user_id"));

  private final int limit;
  private final long id;
  private final boolean ascending;
  private final @Nullable RequestOrder order;
  private final Filter filter;

  private LogParameters(Parameters parameters, Map<String, RequestOrder> orders) {
    Long asked = parameters.integer("limit", 1, MAX_LIMIT);
    limit = asked == null ? DEFAULT_LIMIT : asked.intValue();
    Long before = parameters.integer("ending_before", 0, MAX_ID);
    Long after = parameters.integer("starting_after", 0, MAX_ID);
    if (before != null && after != null) {
      throw Refusal.badRequest(
          "starting_after and ending_before exclude each other.", "starting_after");
    }
    String text = parameters.text("order_by");
    String by = text == null ? ID : by(text, orders);
    order = orders.get(by);
    // without a cursor, another order than that of ids has the direction that it names
    boolean free = order != null && before == null && after == null;
    ascending = free ? text != null && text.endsWith(ASCENDING) : after != null;
    if (text != null && text.endsWith(ASCENDING) != ascending) {
      throw Refusal.badRequest(
          by + ASCENDING + " goes with starting_after, " + by + DESCENDING + " with ending_before.",
          "order_by");
    }
    if (after != null) {
      id = after;
    } else {
      id = before == null || before == 0 ? Long.MAX_VALUE : before;
    }
    filter = FilterReader.read(parameters::text);
  }

  /** Of a log that is ordered by ids alone, and has no filters but a time. */
  static LogParameters byId(Context ctx) {
    return new LogParameters(new Parameters(ctx, and(List.of("from", "to", "zone"))), Map.of());
  }

  /** Of a log whose parameters are {@link #OF_EVENTS}. */
  static LogParameters ofEvents(Parameters parameters) {
    return new LogParameters(parameters, Map.of("created_at", RequestOrder.CREATED_AT));
  }

  static LogParameters ofRequests(Context ctx) {
    return new LogParameters(new Parameters(ctx, and(FilterReader.NAMES)), ORDERS);
  }

  private static Set<String> and(List<String> more) {
    Set<String> names = new HashSet<>(NAMES);
    names.addAll(more);
    return names;
  }

  private static String by(String text, Map<String, RequestOrder> orders) {
    Set<String> known = new TreeSet<>(orders.keySet());
    known.add(ID);
    for (String by : known) {
      if (text.equals(by + ASCENDING) || text.equals(by + DESCENDING)) {
        return by;
      }
    }
    throw Refusal.badRequest(
        "order_by must be "
            + String.join(" or ", known)
            + ", followed by"
            + DESCENDING
            + " or"
            + ASCENDING
            + ".",
        "order_by");
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

  /** Null: that of ids. */
  @Nullable RequestOrder order() {
    return order;
  }

  /** The request that the reading goes on behind; null: it begins. */
  @Nullable Long behind() {
    return id == 0 || id == Long.MAX_VALUE ? null : (Long) id;
  }

  Filter filter() {
    return filter;
  }

  /** The cursor, with one record more than asked for: whether there is one says has_more. */
  LogCursor cursor() {
    return new LogCursor(id, ascending, limit + 1, filter.from(), filter.to());
  }
}
