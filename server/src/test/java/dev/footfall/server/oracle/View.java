package dev.footfall.server.oracle;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.Function;

/** How a question reads the fields of a record: in its zone, with its users, its paths cut. */
record View(ZoneId zone, String users, boolean withoutQueryStrings) {

  /** Gives a field's value: a String, a BigDecimal, or null when the record has none. */
  Function<Request, Object> field(String name) {
    switch (name) {
      case "user":
        return this::user;
      case "path":
        return this::path;
      case "status_class":
        return request -> request.status() / 100 + "xx";
      case "status":
        return request -> BigDecimal.valueOf(request.status());
      case "response_time":
        return request -> BigDecimal.valueOf(request.responseMicros(), 3);
      case "request_bytes":
        return request -> decimal(request.requestBytes());
      case "response_bytes":
        return request -> decimal(request.responseBytes());
      case "weight":
        return request -> BigDecimal.valueOf(request.weight());
      case "privacy_level":
        return request -> BigDecimal.valueOf(request.privacyLevel());
      case "weekday":
        return request -> BigDecimal.valueOf(time(request).getDayOfWeek().getValue());
      case "hour":
        return request -> BigDecimal.valueOf(time(request).getHour());
      default:
        int place = Request.place(name);
        return request -> request.texts().get(place);
    }
  }

  String user(Request request) {
    String id = request.text("user_id");
    String address = request.text("ip_address");
    switch (users) {
      case "address":
        return address;
      case "id_and_address":
        return id == null ? address : address == null ? id : id + " " + address;
      default:
        return id == null ? address : id;
    }
  }

  private String path(Request request) {
    String path = request.text("path");
    int end = path == null || !withoutQueryStrings ? -1 : path.indexOf('?');
    return end < 0 ? path : path.substring(0, end);
  }

  private ZonedDateTime time(Request request) {
    return Request.instant(request.createdAtMicros()).atZone(zone);
  }

  private static BigDecimal decimal(Long number) {
    return number == null ? null : BigDecimal.valueOf(number);
  }
}
