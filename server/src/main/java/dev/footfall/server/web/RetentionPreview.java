package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.retention.RetentionRules;
import dev.footfall.server.store.BudgetException;
import dev.footfall.server.store.Forgetting.Forgotten;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.ProjectSettings;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How many records another retention would delete. */
final class RetentionPreview {
  private static final Duration BUDGET = Duration.ofSeconds(10);

  private static final String TOO_MANY =
      "What would go could not be counted in the time a call may take."
          + " Retention can be changed without.";

  private final Store store;
  private final RetentionRules retention;
  private final Clock clock;

  /**
   * @param retention of the server, for all projects
   */
  RetentionPreview(Store store, RetentionRules retention, Clock clock) {
    this.store = store;
    this.retention = retention;
    this.clock = clock;
  }

  void answer(Context ctx, ProjectSettings settings) throws IOException {
    RetentionRules rules = retention.of(settings);
    Duration age = rules.age();
    Instant before = age == null ? null : clock.instant().minus(age).truncatedTo(ChronoUnit.MICROS);
    Long records = rules.maxRecords();
    Forgotten due;
    try {
      due =
          store
              .forgetting()
              .due(
                  Access.caller(ctx).projectId(),
                  before == null ? null : (Long) Micros.of(before),
                  records,
                  BUDGET);
    } catch (BudgetException e) {
      throw Refusal.unavailable(TOO_MANY);
    }
    JsonAnswer.send(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("created_before", before == null ? null : before.toString());
          SettingsHandler.number(json, "max_records", records);
          json.writeNumberField("requests", due.requests());
          json.writeNumberField("events", due.events());
          json.writeEndObject();
        });
  }
}
