package dev.footfall.server.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer;
import java.util.ArrayList;
import java.util.List;

/** The requests of a project, as its log tells of them. */
final class RequestLog {
  private RequestLog() {}

  /** Those with an id above this one, in the order of arrival. */
  static List<JsonNode> after(TestServer server, String key, long id) {
    List<JsonNode> requests = new ArrayList<>();
    JsonNode page;
    long last = id;
    do {
      page =
          server
              .get("/api/v1/logs/requests?limit=1000&starting_after=" + last, "X-AUTH-TOKEN", key)
              .json();
      for (JsonNode request : page.get("data")) {
        requests.add(request);
        last = request.get("id").longValue();
      }
    } while (page.get("has_more").booleanValue());
    return requests;
  }
}
