package dev.footfall.server.web;

import dev.footfall.server.store.ApiKey;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/** Tells the holder of a key its share id. */
final class UserIdHandler implements Handler {
  private final Access access;

  UserIdHandler(Access access) {
    this.access = access;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    ApiKey key = access.existing(ctx.pathParam("key"));
    JsonAnswer.send(ctx, 200, json -> json.writeString(key.shareId()));
  }
}
