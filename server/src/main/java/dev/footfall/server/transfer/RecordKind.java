package dev.footfall.server.transfer;

import java.util.List;
import java.util.stream.Stream;

/** What is imported: the names its records have in exports, and what becomes of each. */
final class RecordKind {
  static final RecordKind REQUESTS =
      new RecordKind(
          "/api/requests",
          "requests",
          List.of(
              "created_at",
              "hostname",
              "ip_address",
              "path",
              "route",
              "user_agent",
              "method",
              "error",
              "user_id",
              "user_group",
              "session_id",
              "referrer",
              "trace_id"),
          List.of(
              "status",
              "response_time",
              "response_time_us",
              "request_bytes",
              "response_bytes",
              "weight"),
          List.of(
              "id",
              "received_at",
              "location",
              "client",
              "os",
              "device",
              "traffic",
              "api_version",
              "operation",
              "route_rule",
              "cut"),
          List.of(
              List.of("created_at"),
              List.of("method"),
              List.of("status"),
              List.of("response_time", "response_time_us")));

  static final RecordKind EVENTS =
      new RecordKind(
          "/api/events",
          "events",
          List.of(
              "created_at",
              "name",
              "source",
              "outcome",
              "user_id",
              "user_group",
              "session_id",
              "object",
              "currency",
              "inputs",
              "outputs",
              "properties"),
          List.of("duration_us", "value"),
          List.of("id", "received_at", "cut"),
          List.of(List.of("created_at"), List.of("name")));

  private final String path;
  private final String list;
  private final List<String> texts;
  private final List<String> numbers;
  private final List<String> left;
  private final List<List<String>> required;

  private RecordKind(
      String path,
      String list,
      List<String> texts,
      List<String> numbers,
      List<String> left,
      List<List<String>> required) {
    this.path = path;
    this.list = list;
    this.texts = texts;
    this.numbers = numbers;
    this.left = left;
    this.required = required;
  }

  /** Where a server takes them. */
  String path() {
    return path;
  }

  /** The name of the list in a post. */
  String list() {
    return list;
  }

  /** Sent as they are. */
  boolean isCarried(String name) {
    return texts.contains(name) || numbers.contains(name);
  }

  boolean isNumber(String name) {
    return numbers.contains(name) || name.equals(Head.PRIVACY_LEVEL);
  }

  /** Known in an export, but the server's own to fill. */
  boolean isLeft(String name) {
    return left.contains(name);
  }

  /** Of each list a record has at least one. */
  List<List<String>> required() {
    return required;
  }

  List<String> known() {
    return Stream.of(Head.NAMES, texts, numbers, left).flatMap(List::stream).toList();
  }
}
