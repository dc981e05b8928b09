package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Operator;
import dev.footfall.server.query.UserBy;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Forgetting.Forgotten;
import dev.footfall.server.store.Holding;
import dev.footfall.server.store.Person;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.StoredEvent;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * {@code /api/v1/user-data}: all that is known of a person, one record a line, and its deletion.
 * While a client reads, however slowly, nothing of the store is held.
 */
final class UserDataHandler {
  private static final int MAX_AT_ONCE = 2;
  private static final int STEP_REQUESTS = 10_000;
  private static final int STEP_BYTES = 2_000_000;

  /** An event can be larger. */
  private static final int STEP_EVENTS = 500;

  private static final long STEP_EVENT_IDS = 200_000;
  private static final Duration STEP_BUDGET = Duration.ofSeconds(30);
  private static final String USER_ID = RequestField.USER_ID.wireName();
  private static final String IP_ADDRESS = RequestField.IP_ADDRESS.wireName();
  private static final JsonFactory JSON = new JsonFactory();

  private final Semaphore slots = new Semaphore(MAX_AT_ONCE);
  private final Store store;

  UserDataHandler(Store store) {
    this.store = store;
  }

  void read(Context ctx) throws IOException {
    int projectId = Access.key(ctx).projectId();
    Person person = person(ctx);
    if (!slots.tryAcquire()) {
      throw Refusal.unavailable(
          MAX_AT_ONCE + " calls for a user's data run already. Try again later.");
    }
    try {
      ctx.contentType(ExportFormat.NDJSON.contentType());
      GzipAnswer.send(
          ctx,
          out -> {
            requests(projectId, person, out);
            if (person.by() == RequestField.USER_ID) {
              events(projectId, person.value(), out);
            }
          });
    } finally {
      slots.release();
    }
  }

  void summarize(Context ctx) throws IOException {
    Person person = person(ctx);
    Holding known = store.forgetting().known(Access.caller(ctx).projectId(), person);
    JsonAnswer.send(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          Credentials.holding(json, known);
          json.writeEndObject();
        });
  }

  void delete(Context ctx) throws IOException {
    Forgotten forgotten = store.forgetting().forget(Access.caller(ctx), person(ctx));
    JsonAnswer.send(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeNumberField("status", 200);
          json.writeStringField(
              "message",
              "The records are deleted; compacting the data file removes what is left of them.");
          json.writeNumberField("requests", forgotten.requests());
          json.writeNumberField("events", forgotten.events());
          json.writeEndObject();
        });
  }

  private static Person person(Context ctx) {
    Parameters parameters = new Parameters(ctx, Set.of(USER_ID, IP_ADDRESS));
    String userId = parameters.text(USER_ID);
    String address = parameters.text(IP_ADDRESS);
    if ((userId == null) == (address == null)) {
      throw Refusal.badRequest(
          "Give either " + USER_ID + " or " + IP_ADDRESS + ".",
          userId == null ? USER_ID : IP_ADDRESS);
    }
    Person person =
        userId == null
            ? new Person(RequestField.IP_ADDRESS, String.valueOf(address))
            : new Person(RequestField.USER_ID, userId);
    if (person.value().isEmpty()) {
      throw Refusal.badRequest(person.by().wireName() + " is empty.", person.by().wireName());
    }
    return person;
  }

  private void requests(int projectId, Person person, OutputStream out) throws IOException {
    RequestWalk walk = RequestWalk.upwards(store, projectId, filter(person), 0);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    while (!walk.hasEnded()) {
      walk.step(
          STEP_REQUESTS,
          STEP_BUDGET,
          request -> {
            line(lines, "request", json -> RequestRecord.write(request, new JsonSink(json)));
            return lines.size() < STEP_BYTES;
          });
      lines.writeTo(out);
      lines.reset();
    }
  }

  private static Filter filter(Person person) {
    Field field = person.by() == RequestField.USER_ID ? Field.USER_ID : Field.IP_ADDRESS;
    return new Filter(
        null,
        null,
        ZoneOffset.UTC,
        new Condition.OfText(field, Operator.IS, List.of(person.value())),
        UserBy.ID_OR_ADDRESS,
        false);
  }

  /** Window by window, up to the newest when it began. */
  private void events(int projectId, String userId, OutputStream out) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    long end = store.newestEventId() + 1;
    long after = 0;
    while (after + 1 < end) {
      long before = Math.min(end, after + 1 + STEP_EVENT_IDS);
      List<StoredEvent> events = store.events(projectId, userId, after, before, STEP_EVENTS);
      for (StoredEvent event : events) {
        line(lines, "event", json -> EventRecord.write(event, json));
      }
      after = events.size() < STEP_EVENTS ? before - 1 : events.get(events.size() - 1).id();
      lines.writeTo(out);
      lines.reset();
    }
  }

  private static void line(ByteArrayOutputStream lines, String kind, JsonAnswer.Body fields)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(lines)) {
      json.writeStartObject();
      json.writeStringField("kind", kind);
      fields.write(json);
      json.writeEndObject();
    }
    lines.write('\n');
  }
}
