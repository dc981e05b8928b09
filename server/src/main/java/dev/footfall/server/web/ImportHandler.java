package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.Change;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoreException;
import dev.footfall.server.transfer.Upload;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/v1/import}: the records of a file, taken while it arrives. An import keeps a
 * thread for as long as its client likes, so there are few at once, and one of a project.
 */
final class ImportHandler implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(ImportHandler.class);
  private static final int MAX_AT_ONCE = 2;
  private static final JsonFactory JSON = new JsonFactory();

  private final Store store;
  private final Ingest ingest;
  private final Leftover leftover = new Leftover();
  private final Semaphore slots = new Semaphore(MAX_AT_ONCE);
  private final Set<Integer> projects = ConcurrentHashMap.newKeySet();

  ImportHandler(Store store, Ingest ingest) {
    this.store = store;
    this.ingest = ingest;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    boolean events = isOfEvents(new Parameters(ctx, Set.of("kind")).text("kind"));
    String shown = Access.credential(ctx);
    String key = Objects.requireNonNull(shown == null ? SessionCookie.value(ctx) : shown);
    Caller caller = Access.caller(ctx);
    Integer project = caller.projectId();
    if (!slots.tryAcquire()) {
      throw Refusal.unavailable(MAX_AT_ONCE + " imports run already. Try again later.");
    }
    try {
      if (!projects.add(project)) {
        throw new Refusal(409, "An import into this project runs already.", null);
      }
      try {
        Upload.Outcome outcome = new Upload(ingest, events, key).take(ctx.req().getInputStream());
        audit(project, change(caller, events, outcome));
        answer(ctx, outcome);
      } finally {
        projects.remove(project);
      }
    } finally {
      slots.release();
    }
  }

  /** What is stored is stored, and whoever sent it is to know, whether or not this is. */
  private void audit(int project, Change change) {
    try {
      store.addToAudit(project, change);
    } catch (StoreException e) {
      LOG.warn("An import into project {} is not on its audit log: {}", project, change, e);
    }
  }

  private static boolean isOfEvents(@Nullable String kind) {
    if (kind == null || kind.equals("requests")) {
      return false;
    }
    if (kind.equals("events")) {
      return true;
    }
    throw Refusal.badRequest("kind must be requests or events.", "kind");
  }

  private static Change change(Caller by, boolean events, Upload.Outcome outcome) {
    return Change.made(
        by.actor(),
        "records.import",
        "key " + by.key().keyId(),
        Map.of(
            "kind", events ? "events" : "requests",
            "complete", outcome.end() == null,
            "read", outcome.read(),
            "accepted", outcome.accepted(),
            "repeated", outcome.repeated(),
            "rejected", outcome.rejected()));
  }

  private void answer(Context ctx, Upload.Outcome outcome) throws IOException {
    Refusal end = outcome.end();
    int status = end == null ? 200 : end.status();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeNumberField("status", status);
      json.writeStringField("message", message(outcome));
      write(json, outcome);
      json.writeEndObject();
    }
    if (end != null) {
      ctx.header("Connection", "close");
      Errors.addHeaders(ctx, status);
    }
    ctx.status(status).contentType("application/json").result(body.toByteArray());
    leftover.read(ctx);
  }

  private static String message(Upload.Outcome outcome) {
    Refusal end = outcome.end();
    return end == null
        ? "The file was read to its end."
        : end.reason()
            + " What stands before "
            + outcome.unit()
            + " "
            + outcome.next()
            + " was read, and some of what follows may be stored. Send the whole file again,"
            + " unchanged, within 7 days: nothing is stored twice.";
  }

  private static void write(JsonGenerator json, Upload.Outcome outcome) throws IOException {
    json.writeBooleanField("complete", outcome.end() == null);
    json.writeNumberField("read", outcome.read());
    json.writeNumberField("accepted", outcome.accepted());
    json.writeNumberField("repeated", outcome.repeated());
    json.writeNumberField("rejected_count", outcome.rejected());
    json.writeArrayFieldStart("rejected");
    for (Upload.Flaw flaw : outcome.flaws()) {
      json.writeStartObject();
      json.writeNumberField(outcome.unit(), flaw.number());
      json.writeStringField("field", flaw.field());
      json.writeStringField("reason", flaw.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unknown_fields");
    for (String name : outcome.unknown()) {
      json.writeString(name);
    }
    json.writeEndArray();
  }
}
