package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.ingest.Ingest;
import dev.footfall.server.query.JsonValue;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.retention.RetentionRules;
import dev.footfall.server.store.Caller;
import dev.footfall.server.store.ProjectSettings;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/settings}: what a project decides for itself. */
final class SettingsHandler {
  /** As many templates as there may be, each of characters that take the most bytes. */
  static final int MAX_BODY_BYTES = 524_288;

  private static final double HOURS_A_DAY = 24;

  private final Store store;
  private final Ingest ingest;
  private final RetentionRules retention;

  /**
   * @param retention of the server, for all projects
   */
  SettingsHandler(Store store, Ingest ingest, RetentionRules retention) {
    this.store = store;
    this.ingest = ingest;
    this.retention = retention;
  }

  void show(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    answer(ctx, store.settings(Access.caller(ctx).projectId()));
  }

  void change(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    Caller caller = Access.caller(ctx);
    JsonValue body = JsonValue.ofBody(ctx.req().getInputStream(), MAX_BODY_BYTES);
    ProjectSettings changed = store.changeSettings(caller, SettingsPatch.read(body));
    if (changed == null) {
      throw new Refusal(409, "The key or token that was shown was revoked meanwhile.", null);
    }
    if (body.has("templates")) {
      ingest.deriveAgain();
    }
    answer(ctx, changed);
  }

  private void answer(Context ctx, ProjectSettings settings) throws IOException {
    long pending =
        settings.templatesRevision() == null ? 0 : ingest.outdated(Access.caller(ctx).projectId());
    JsonAnswer.send(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("retention");
          number(json, "days", settings.retentionDays());
          number(json, "max_records", settings.maxRecords());
          json.writeObjectFieldStart("effective");
          RetentionRules effective = retention.of(settings);
          Duration age = effective.age();
          number(json, "days", age == null ? null : (Double) (age.toHours() / HOURS_A_DAY));
          number(json, "max_records", effective.maxRecords());
          json.writeEndObject();
          json.writeEndObject();
          json.writeBooleanField("mask_addresses", settings.maskAddresses());
          texts(json, "hidden_routes", settings.hiddenRoutes());
          texts(json, "templates", settings.rules().templates());
          json.writeNumberField("templates_pending", pending);
          json.writeEndObject();
        });
  }

  static void number(JsonGenerator json, String name, @Nullable Number number) throws IOException {
    if (number == null) {
      json.writeNullField(name);
    } else if (number.doubleValue() == number.longValue()) {
      json.writeNumberField(name, number.longValue());
    } else {
      json.writeNumberField(name, number.doubleValue());
    }
  }

  static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
