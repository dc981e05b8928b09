package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.answer.Answers;
import dev.footfall.server.answer.Column;
import dev.footfall.server.answer.Explanation;
import dev.footfall.server.answer.Explanation.Attribution;
import dev.footfall.server.answer.Explanation.Contribution;
import dev.footfall.server.answer.Explanation.Explained;
import dev.footfall.server.answer.Explanation.Movement;
import dev.footfall.server.answer.Explanation.Within;
import dev.footfall.server.query.Why;
import dev.footfall.server.query.WhyReader;
import dev.footfall.server.store.Caller;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneId;

/** {@code POST /api/v1/explain}. */
final class ExplainHandler implements Handler {
  private final Answers answers;

  ExplainHandler(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    Caller caller = Access.caller(ctx);
    byte[] body = QueryHandler.body(ctx);
    Why why =
        WhyReader.read(new ByteArrayInputStream(body))
            .lockedBy(caller.lock())
            .of(QueryHandler.idsOf(caller));
    QueryHandler.send(ctx, body, json -> write(json, answers.explain(caller.projectId(), why)));
  }

  private static void write(JsonGenerator json, Explanation explanation) throws IOException {
    ZoneId zone = ZoneId.of(explanation.zone());
    json.writeStartObject();
    json.writeStringField("metric", explanation.metric().name());
    movement(json, explanation.movement());
    if (explanation.slowerThan() != null) {
      QueryHandler.cell(json, "slower_than", explanation.slowerThan());
    }
    Within within = explanation.within();
    if (within != null) {
      json.writeObjectFieldStart("within");
      json.writeStringField("dimension", within.field().wireName());
      QueryHandler.cell(json, "value", within.value());
      movement(json, within.movement());
      json.writeEndObject();
    }
    json.writeObjectFieldStart("range");
    QueryHandler.period(json, explanation.period(), zone);
    json.writeStringField("zone", explanation.zone());
    json.writeEndObject();
    json.writeNumberField("records", explanation.records());
    json.writeObjectFieldStart("comparison");
    QueryHandler.period(json, explanation.former(), zone);
    json.writeNumberField("records", explanation.formerRecords());
    json.writeEndObject();
    json.writeNumberField("elapsed_ms", explanation.elapsed().toMillis());
    json.writeEndObject();
  }

  private static void movement(JsonGenerator json, Movement movement) throws IOException {
    Column.Exactness exactness = movement.exactness();
    QueryHandler.cell(json, "now", movement.now());
    QueryHandler.cell(json, "before", movement.before());
    json.writeBooleanField("exact", exactness.total());
    if (exactness.note() != null) {
      json.writeStringField("note", exactness.note());
    }
    Explained explained = movement.explained();
    if (explained != null) {
      json.writeObjectFieldStart("explained");
      QueryHandler.cell(json, "now", explained.now());
      QueryHandler.cell(json, "before", explained.before());
      QueryHandler.cell(json, "change", explained.change());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("dimensions");
    for (Attribution attribution : movement.dimensions()) {
      write(json, attribution);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Attribution attribution) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", attribution.field().wireName());
    json.writeNumberField("values", attribution.values());
    QueryHandler.cell(json, "concentration", attribution.concentration());
    json.writeArrayFieldStart("rows");
    for (Contribution row : attribution.rows()) {
      json.writeStartObject();
      QueryHandler.cell(json, "value", row.value());
      write(json, row);
      json.writeEndObject();
    }
    json.writeEndArray();
    Contribution others = attribution.others();
    if (others != null) {
      json.writeObjectFieldStart("others");
      json.writeNumberField("values", attribution.otherValues());
      write(json, others);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Contribution row) throws IOException {
    QueryHandler.cell(json, "now", row.now().figure());
    QueryHandler.cell(json, "before", row.before().figure());
    QueryHandler.cell(json, "share_now", row.now().share());
    QueryHandler.cell(json, "share_before", row.before().share());
    QueryHandler.cell(json, "contribution", row.contribution());
    QueryHandler.cell(json, "of_change", row.ofChange());
    if (row.rateEffect() != null) {
      QueryHandler.cell(json, "rate_effect", row.rateEffect());
      QueryHandler.cell(json, "mix_effect", row.mixEffect());
    }
  }
}
