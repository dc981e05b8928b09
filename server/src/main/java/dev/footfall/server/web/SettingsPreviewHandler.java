package dev.footfall.server.web;

import dev.footfall.server.query.JsonValue;
import dev.footfall.server.store.ProjectSettings;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** {@code POST /api/v1/settings/preview}: what one change would do. Changes nothing. */
final class SettingsPreviewHandler implements Handler {
  private final Store store;
  private final TemplatePreview templates;
  private final RetentionPreview retention;

  SettingsPreviewHandler(Store store, TemplatePreview templates, RetentionPreview retention) {
    this.store = store;
    this.templates = templates;
    this.retention = retention;
  }

  @Override
  public void handle(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    JsonValue body = JsonValue.ofBody(ctx.req().getInputStream(), SettingsHandler.MAX_BODY_BYTES);
    body.checkNames(List.of("templates", "retention"));
    if (body.has("templates") == body.has("retention")) {
      throw body.refusal("must have either templates or retention");
    }
    if (body.has("templates")) {
      templates.answer(ctx, body.need("templates"));
    } else {
      ProjectSettings now = store.settings(Access.caller(ctx).projectId());
      retention.answer(ctx, SettingsPatch.read(body).apply(now));
    }
  }
}
