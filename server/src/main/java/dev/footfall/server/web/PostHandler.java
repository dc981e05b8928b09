package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.ingest.PostKind;
import dev.footfall.server.ingest.Receipt;
import dev.footfall.server.ingest.Rejected;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** Takes a post in and says what became of it. */
final class PostHandler implements Handler {
  private static final String FLUSH_SECONDS = "5";

  private final Ingest ingest;
  private final PostKind kind;
  private final Limits limits;

  PostHandler(Ingest ingest, PostKind kind, Limits limits) {
    this.ingest = ingest;
    this.kind = kind;
    this.limits = limits;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    ctx.header("Footfall-Flush-Interval", FLUSH_SECONDS);
    Receipt receipt =
        ingest.accept(
            kind,
            ctx.req().getInputStream(),
            ctx.header("Content-Encoding"),
            ctx.header("Idempotency-Key"),
            hash -> limits.key(ctx, hash));
    int status = receipt.accepted() > 0 ? 201 : 400;
    JsonAnswer.send(ctx, status, json -> write(json, receipt, status));
  }

  private void write(JsonGenerator json, Receipt receipt, int status) throws IOException {
    json.writeStartObject();
    json.writeStringField("message", status == 201 ? kind.success() : kind.allRefused());
    json.writeNumberField("status", status);
    json.writeNumberField("accepted", receipt.accepted());
    json.writeNumberField("rejected_count", receipt.rejectedCount());
    json.writeArrayFieldStart("rejected");
    for (Rejected rejected : receipt.rejected()) {
      json.writeStartObject();
      json.writeNumberField("index", rejected.index());
      json.writeStringField("field", rejected.field());
      json.writeStringField("reason", rejected.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
