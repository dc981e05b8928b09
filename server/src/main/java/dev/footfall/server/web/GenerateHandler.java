package dev.footfall.server.web;

import dev.footfall.server.store.ApiKey;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Instant;

/** Makes a project with its first key. */
final class GenerateHandler implements Handler {
  private final Store store;

  GenerateHandler(Store store) {
    this.store = store;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    ApiKey key = ApiKey.random();
    store.createProject(Access.actor(ctx), key.hash(), key.shareHash(), Instant.now());
    JsonAnswer.send(ctx, 200, json -> json.writeString(key.secret()));
  }
}
