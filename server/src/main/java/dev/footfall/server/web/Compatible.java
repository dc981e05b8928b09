package dev.footfall.server.web;

import dev.footfall.server.store.Micros;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.RequestRow;
import java.util.List;

/** How the existing service writes values. */
final class Compatible {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "HEAD", "TRACE");

  private Compatible() {}

  /** 0–8; -1 for a method the existing service does not know. */
  static int method(RequestRow row) {
    return METHODS.indexOf(text(row, RequestField.METHOD));
  }

  /** Missing text is empty text. */
  static String text(RequestRow row, RequestField field) {
    String text = row.text(field);
    return text == null ? "" : text;
  }

  static String createdAt(RequestRow row) {
    return Micros.toInstant(row.createdAtMicros()).toString();
  }
}
