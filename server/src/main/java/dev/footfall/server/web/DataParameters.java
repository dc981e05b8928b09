package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.RequestPage;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code GET /api/data}. */
final class DataParameters {
  static final int PAGE_ROWS = 50_000;

  private static final long MAX_PAGE = 1_000_000_000;
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("page", "page"),
          Map.entry("date", "date"),
          Map.entry("dateFrom", "dateFrom"),
          Map.entry("dateTo", "dateTo"),
          Map.entry("hostname", "hostname"),
          Map.entry("ipAddress", "ipAddress"),
          Map.entry("ip", "ipAddress"),
          Map.entry("status", "status"),
          Map.entry("location", "location"),
          Map.entry("userId", "userId"),
          Map.entry("userID", "userId"),
          Map.entry("user_id", "userId"),
          Map.entry("compact", "compact"));

  private final Parameters parameters;

  DataParameters(Context ctx) {
    parameters = new Parameters(ctx, KNOWN);
  }

  RequestPage page(int projectId) {
    Long page = parameters.integer("page", 1, MAX_PAGE);
    Long status = parameters.integer("status", 100, 599);
    LocalDate from = date("dateFrom");
    LocalDate to = date("dateTo");
    LocalDate date = date("date");
    if (date != null) {
      from = date;
      to = date;
    }
    if (from != null && to != null && from.isAfter(to)) {
      throw Refusal.badRequest("dateFrom is after dateTo.", "dateFrom");
    }
    return new RequestPage(
        projectId,
        from == null ? null : startOf(from),
        to == null ? null : startOf(to.plusDays(1)),
        status == null ? null : status.intValue(),
        texts(),
        false,
        PAGE_ROWS,
        page == null ? 0 : (page - 1) * PAGE_ROWS);
  }

  boolean compact() {
    String text = parameters.text("compact");
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw Refusal.badRequest("compact must be true or false.", "compact");
    }
    return "true".equals(text);
  }

  private Map<RequestField, String> texts() {
    Map<RequestField, String> texts = new EnumMap<>(RequestField.class);
    put(texts, RequestField.HOSTNAME, "hostname");
    put(texts, RequestField.IP_ADDRESS, "ipAddress");
    put(texts, RequestField.LOCATION, "location");
    put(texts, RequestField.USER_ID, "userId");
    return texts;
  }

  private void put(Map<RequestField, String> texts, RequestField field, String name) {
    String text = parameters.text(name);
    if (text != null) {
      if (text.isEmpty() || text.indexOf('\0') >= 0) {
        String given = parameters.given(name);
        throw Refusal.badRequest(given + " is empty or has a NUL.", given);
      }
      texts.put(field, text);
    }
  }

  private @Nullable LocalDate date(String name) {
    String text = parameters.text(name);
    try {
      LocalDate date = text == null ? null : LocalDate.parse(text);
      if (date == null || (date.getYear() >= 1970 && date.getYear() <= 9999)) {
        return date;
      }
    } catch (DateTimeParseException e) {
      // said below
    }
    throw Refusal.badRequest(name + " must be a day like 2026-11-20.", name);
  }

  private static long startOf(LocalDate day) {
    return Micros.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
