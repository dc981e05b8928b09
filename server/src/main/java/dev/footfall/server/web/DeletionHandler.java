package dev.footfall.server.web;

import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import java.io.IOException;

/** Deletes what came under a key, or the key too; never by GET. */
final class DeletionHandler {
  private final Store store;

  DeletionHandler(Store store) {
    this.store = store;
  }

  void deleteRecords(Context ctx) throws IOException {
    store.deleteRecords(Access.key(ctx));
    done(ctx, "The key's records are deleted.");
  }

  void deleteAccount(Context ctx) throws IOException {
    store.deleteKey(Access.key(ctx));
    done(ctx, "The key and its records are deleted.");
  }

  void explain(Context ctx) {
    ctx.header("Allow", "");
    Errors.answer(
        ctx,
        405,
        "Nothing is deleted by GET: use DELETE /api/data for the records, DELETE /api/account for"
            + " the key too, with the key in the header X-AUTH-TOKEN.",
        null);
  }

  private static void done(Context ctx, String message) throws IOException {
    JsonAnswer.send(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("status", 200);
          json.writeStringField("message", message);
          json.writeEndObject();
        });
  }
}
