package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.footfall.server.answer.Answer;
import dev.footfall.server.answer.Answers;
import dev.footfall.server.answer.Column;
import dev.footfall.server.answer.Unanswered;
import dev.footfall.server.query.Period;
import dev.footfall.server.query.Query;
import dev.footfall.server.query.QueryReader;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Caller;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/query}, and {@code DELETE /api/v1/query/{id}} that stops one. */
final class QueryHandler {
  private static final String RETRY_SECONDS = "5";
  private static final JsonFactory JSON = new JsonFactory();

  private final Answers answers;

  QueryHandler(Answers answers) {
    this.answers = answers;
  }

  void ask(Context ctx) throws IOException {
    Caller caller = Access.caller(ctx);
    int projectId = caller.projectId();
    byte[] body = body(ctx);
    Query query =
        QueryReader.read(new ByteArrayInputStream(body)).lockedBy(caller.lock()).of(idsOf(caller));
    send(ctx, body, json -> write(json, answers.answer(projectId, query)));
  }

  /**
   * Sends an answer, or why there is none.
   *
   * @param body what was asked
   */
  static void send(Context ctx, byte[] body, JsonAnswer.Body answer) throws IOException {
    try {
      byte[] text = text(answer);
      ctx.contentType("application/json");
      GzipAnswer.send(ctx, out -> out.write(text));
    } catch (Unanswered e) {
      ctx.header("Retry-After", RETRY_SECONDS);
      JsonAnswer.send(ctx, 503, json -> unanswered(json, e, body));
    }
  }

  /** As text it takes less memory, for as long as a slow client takes to read it. */
  private static byte[] text(JsonAnswer.Body answer) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      answer.write(json);
    }
    return text.toByteArray();
  }

  static byte[] body(Context ctx) {
    try {
      return ctx.req().getInputStream().readNBytes(QueryReader.MAX_BYTES + 1);
    } catch (IOException e) {
      throw new Refusal(408, "The body did not arrive to its end. Send it again.", null);
    }
  }

  void stop(Context ctx) {
    String id = ctx.pathParam("id");
    Caller caller = Access.caller(ctx);
    if (!answers.stop(caller.projectId(), idsOf(caller) + id)) {
      throw new Refusal(404, "No query runs under this id.", "id");
    }
    ctx.status(204);
  }

  /** What the ids of a caller's queries begin with: whoever has a share link stops no others. */
  static String idsOf(Caller caller) {
    return caller.isShared() ? caller.token() + "/" : "";
  }

  private static void unanswered(JsonGenerator json, Unanswered e, byte[] body) throws IOException {
    json.writeStartObject();
    json.writeNumberField("status", 503);
    json.writeStringField("message", e.reason());
    json.writeFieldName("query");
    // JSON may come in other encodings than that of the answer.
    try (JsonParser query = JSON.createParser(body)) {
      query.nextToken();
      json.copyCurrentStructureExact(query);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Answer answer) throws IOException {
    ZoneId zone = ZoneId.of(answer.zone());
    json.writeStartObject();
    json.writeArrayFieldStart("columns");
    for (Column column : answer.columns()) {
      column(json, column, answer.main().totals() != null);
    }
    json.writeEndArray();
    rows(json, answer.main());
    json.writeBooleanField("truncated", answer.truncated());
    json.writeObjectFieldStart("range");
    period(json, answer.main().period(), zone);
    json.writeStringField("zone", answer.zone());
    if (answer.bucket() != null) {
      json.writeStringField("bucket", answer.bucket().wireName());
    }
    json.writeEndObject();
    counts(json, answer.main());
    totals(json, answer.main());
    Answer.Part comparison = answer.comparison();
    if (comparison != null) {
      json.writeObjectFieldStart("comparison");
      period(json, comparison.period(), zone);
      rows(json, comparison);
      counts(json, comparison);
      totals(json, comparison);
      json.writeEndObject();
    }
    json.writeNumberField("elapsed_ms", answer.elapsed().toMillis());
    json.writeEndObject();
  }

  private static void column(JsonGenerator json, Column column, boolean totals) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", column.name());
    json.writeStringField("type", column.type().wireName());
    Column.Exactness exactness = column.exactness();
    if (exactness != null) {
      json.writeBooleanField("exact", exactness.rows());
      if (totals) {
        json.writeBooleanField("total_exact", exactness.total());
      }
      if (exactness.note() != null) {
        json.writeStringField("note", exactness.note());
      }
    }
    json.writeEndObject();
  }

  static void period(JsonGenerator json, Period period, ZoneId zone) throws IOException {
    json.writeStringField("from", time(period.from(), zone));
    json.writeStringField("to", time(period.to(), zone));
  }

  private static void rows(JsonGenerator json, Answer.Part part) throws IOException {
    json.writeArrayFieldStart("rows");
    for (List<@Nullable Object> row : part.rows()) {
      cells(json, row);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("samples");
    for (long samples : part.samples()) {
      json.writeNumber(samples);
    }
    json.writeEndArray();
  }

  private static void counts(JsonGenerator json, Answer.Part part) throws IOException {
    json.writeNumberField("records", part.records());
    if (part.usersLeftOut() != null) {
      json.writeNumberField("users_left_out", part.usersLeftOut());
    }
  }

  private static void totals(JsonGenerator json, Answer.Part part) throws IOException {
    if (part.totals() != null) {
      json.writeFieldName("totals");
      cells(json, part.totals());
    }
  }

  private static void cells(JsonGenerator json, List<@Nullable Object> cells) throws IOException {
    json.writeStartArray();
    for (Object cell : cells) {
      cell(json, cell);
    }
    json.writeEndArray();
  }

  static void cell(JsonGenerator json, String name, @Nullable Object cell) throws IOException {
    json.writeFieldName(name);
    cell(json, cell);
  }

  private static void cell(JsonGenerator json, @Nullable Object cell) throws IOException {
    if (cell instanceof BigDecimal number) {
      json.writeNumber(number.toPlainString());
    } else if (cell instanceof OffsetDateTime time) {
      json.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    } else if (cell instanceof Number number) {
      json.writeNumber(number.toString());
    } else {
      json.writeString((String) cell);
    }
  }

  private static String time(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }
}
