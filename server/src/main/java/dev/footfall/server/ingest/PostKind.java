package dev.footfall.server.ingest;

/** What a post carries. */
public enum PostKind {
  REQUESTS(
      "requests",
      "API requests logged successfully.",
      "Payload contains no logged requests.",
      "Invalid request data."),
  EVENTS(
      "events",
      "Events logged successfully.",
      "Payload contains no events.",
      "Invalid event data."),
  ROUTES(
      "routes", "Routes noted successfully.", "Payload contains no routes.", "Invalid route data.");

  private final String field;
  private final String success;
  private final String empty;
  private final String allRefused;

  PostKind(String field, String success, String empty, String allRefused) {
    this.field = field;
    this.success = success;
    this.empty = empty;
    this.allRefused = allRefused;
  }

  /** The field with the list. */
  public String field() {
    return field;
  }

  public String success() {
    return success;
  }

  public String empty() {
    return empty;
  }

  /** What is said when no record of the post is acceptable. */
  public String allRefused() {
    return allRefused;
  }
}
