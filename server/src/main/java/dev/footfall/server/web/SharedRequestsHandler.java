package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.RequestPage;
import dev.footfall.server.store.RequestRow;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code GET /api/requests/{userId}}: what the existing service's dashboard loads. */
final class SharedRequestsHandler implements Handler {
  private static final int PAGE_ROWS = 250_000;
  private static final int ALL_ROWS = 1_000_000;
  private static final long MAX_PAGE = 1_000_000_000;

  private final Store store;

  SharedRequestsHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    int projectId = Access.sharedProject(ctx);
    long page = page(ctx);
    RequestPage rows =
        page == 0
            ? RequestPage.of(projectId, ALL_ROWS, 0)
            : RequestPage.of(projectId, PAGE_ROWS, (page - 1) * PAGE_ROWS);
    boolean masks = store.settings(projectId).maskAddresses();
    JsonAnswer.stream(ctx, json -> write(json, rows.masking(masks)));
  }

  private static long page(Context ctx) {
    Long asked = new Parameters(ctx, Map.of("page", "page")).integer("page", 0, MAX_PAGE);
    String inPath = ctx.pathParamMap().get("page");
    if (inPath != null) {
      return Parameters.integer("page", inPath, 0, MAX_PAGE);
    }
    return asked == null ? 1 : asked;
  }

  /** The agents come after the rows: only then are they known. */
  private void write(JsonGenerator json, RequestPage page) throws IOException {
    Map<String, Integer> agents = new LinkedHashMap<>();
    json.writeStartObject();
    json.writeArrayFieldStart("requests");
    store.page(page, row -> row(json, row, agents));
    json.writeEndArray();
    json.writeObjectFieldStart("user_agents");
    for (Map.Entry<String, Integer> agent : agents.entrySet()) {
      json.writeStringField(agent.getValue().toString(), agent.getKey());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void row(JsonGenerator json, RequestRow row, Map<String, Integer> agents)
      throws IOException {
    String agent = Compatible.text(row, RequestField.USER_AGENT);
    json.writeStartArray();
    json.writeString(Compatible.text(row, RequestField.IP_ADDRESS));
    json.writeString(Compatible.text(row, RequestField.PATH));
    json.writeString(Compatible.text(row, RequestField.HOSTNAME));
    json.writeNumber(agents.computeIfAbsent(agent, text -> agents.size() + 1));
    json.writeNumber(Compatible.method(row));
    json.writeNumber(row.responseTimeMillis());
    json.writeNumber(row.status());
    json.writeString(Compatible.text(row, RequestField.LOCATION));
    json.writeString(Compatible.text(row, RequestField.USER_ID));
    json.writeString(Compatible.createdAt(row));
    json.writeEndArray();
  }
}
