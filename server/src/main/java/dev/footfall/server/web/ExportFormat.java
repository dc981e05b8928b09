package dev.footfall.server.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an export can be. */
enum ExportFormat {
  CSV("text/csv; charset=utf-8"),
  NDJSON("application/x-ndjson"),
  PARQUET("application/vnd.apache.parquet");

  private final String contentType;

  ExportFormat(String contentType) {
    this.contentType = contentType;
  }

  static @Nullable ExportFormat named(@Nullable String name) {
    return Arrays.stream(values())
        .filter(format -> format.wireName().equals(name))
        .findFirst()
        .orElse(null);
  }

  static String names() {
    return Arrays.stream(values()).map(ExportFormat::wireName).collect(Collectors.joining(", "));
  }

  /** Also the ending of a file. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  String contentType() {
    return contentType;
  }
}
