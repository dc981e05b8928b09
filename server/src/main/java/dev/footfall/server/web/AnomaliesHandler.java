package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.answer.Anomalies;
import dev.footfall.server.answer.Anomalies.Anomaly;
import dev.footfall.server.answer.Anomalies.OfRoute;
import dev.footfall.server.answer.Answers;
import dev.footfall.server.query.AnomalySearch;
import dev.footfall.server.query.AnomalySearchReader;
import dev.footfall.server.store.Caller;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneId;

/** {@code POST /api/v1/anomalies}. */
final class AnomaliesHandler implements Handler {
  private final Answers answers;

  AnomaliesHandler(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    Caller caller = Access.caller(ctx);
    byte[] body = QueryHandler.body(ctx);
    AnomalySearch search =
        AnomalySearchReader.read(new ByteArrayInputStream(body))
            .lockedBy(caller.lock())
            .of(QueryHandler.idsOf(caller));
    QueryHandler.send(ctx, body, json -> write(json, answers.detect(caller.projectId(), search)));
  }

  private static void write(JsonGenerator json, Anomalies anomalies) throws IOException {
    ZoneId zone = ZoneId.of(anomalies.zone());
    json.writeStartObject();
    json.writeStringField("metric", anomalies.metric().name());
    json.writeArrayFieldStart("anomalies");
    for (Anomaly anomaly : anomalies.found()) {
      write(json, anomaly, zone);
    }
    json.writeEndArray();
    json.writeNumberField("others", anomalies.others());
    json.writeObjectFieldStart("range");
    QueryHandler.period(json, anomalies.period(), zone);
    json.writeStringField("zone", anomalies.zone());
    json.writeEndObject();
    json.writeNumberField("records", anomalies.records());
    json.writeNumberField("elapsed_ms", anomalies.elapsed().toMillis());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Anomaly anomaly, ZoneId zone) throws IOException {
    json.writeStartObject();
    QueryHandler.period(json, anomaly.period(), zone);
    QueryHandler.cell(json, "requests", anomaly.requests());
    QueryHandler.cell(json, "rate", anomaly.rate());
    json.writeArrayFieldStart("routes");
    for (OfRoute route : anomaly.routes()) {
      json.writeStartObject();
      QueryHandler.cell(json, "route", route.route());
      QueryHandler.cell(json, "requests", route.requests());
      QueryHandler.cell(json, "rate", route.rate());
      QueryHandler.cell(json, "usual_rate", route.usualRate());
      json.writeNumberField("excess", route.excess());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("other_routes", anomaly.otherRoutes());
    json.writeEndObject();
  }
}
