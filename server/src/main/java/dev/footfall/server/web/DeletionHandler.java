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
    store.deleteRecords(Access.caller(ctx));
    Credentials.done(ctx, "The key's records are deleted.");
  }

  void deleteAccount(Context ctx) throws IOException {
    boolean last = store.deleteKey(Access.caller(ctx));
    Credentials.done(
        ctx,
        last
            ? "The key was the project's last: it and all that the project had are deleted."
            : "The key, its records and the tokens made with it are deleted.");
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
}
