package dev.footfall.server.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.Credential;
import dev.footfall.server.store.EventRow;
import dev.footfall.server.store.Origin;
import dev.footfall.server.store.RequestRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one post as a stream; its fields may come in any order. */
final class PostReader {
  static final int MAX_RECORDS = 20_000;

  private static final int MAX_DROP_REASONS = 64;

  private final JsonParser json;
  private final PostKind kind;
  private final Consumer<Credential> keyCheck;
  private final RecordCheck check;
  private final RequestReader requestReader;
  private final EventReader eventReader;

  private final Map<String, @Nullable String> head = new LinkedHashMap<>();
  private final List<RequestDraft> requests = new ArrayList<>();
  private final List<EventRow> events = new ArrayList<>();
  private final List<String> routes = new ArrayList<>();
  private final Map<String, Long> dropped = new LinkedHashMap<>();
  private final Rejections rejections = new Rejections();
  private @Nullable Credential key;
  private int privacyLevel;

  /**
   * @param keyCheck told of the key as soon as it is read; refuses by throwing, so that a wrong key
   *     costs no more reading than needed
   */
  PostReader(JsonParser json, PostKind kind, long nowMicros, Consumer<Credential> keyCheck) {
    this.json = json;
    this.kind = kind;
    this.keyCheck = keyCheck;
    this.check = new RecordCheck(nowMicros);
    this.requestReader = new RequestReader(check);
    this.eventReader = new EventReader(check);
  }

  Post read() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw Refusal.badRequest("The body is not a JSON object.", null);
    }
    Set<String> seen = new HashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (isKnown(name)) {
        if (!seen.add(name)) {
          throw Refusal.badRequest("The field " + name + " is given twice.", name);
        }
        readField(name);
      } else {
        json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw Refusal.badRequest("Something follows the JSON object.", null);
    }
    if (key == null) {
      throw Refusal.badRequest("API key requied.", "api_key");
    }
    Origin origin =
        new Origin(
            head.get("framework"),
            privacyLevel,
            head.get("service"),
            head.get("environment"),
            head.get("instance"),
            head.get("version"));
    return new Post(key, origin, requests, events, routes, dropped, rejections);
  }

  private boolean isKnown(String name) {
    return switch (name) {
      case "api_key",
          "privacy_level",
          "dropped",
          "framework",
          "service",
          "environment",
          "instance",
          "version" ->
          true;
      default -> name.equals(kind.field());
    };
  }

  private void readField(String name) throws IOException {
    switch (name) {
      case "api_key" -> readKey();
      case "privacy_level" -> readPrivacyLevel();
      case "dropped" -> readDropped();
      case "framework", "service", "environment", "instance", "version" ->
          head.put(name, text(name));
      default -> readList();
    }
  }

  private void readKey() throws IOException {
    String text = text("api_key");
    if (text != null) {
      key = Credential.parse(text);
      if (key == null) {
        throw Refusal.badRequest("Invalid data.", "api_key");
      }
      keyCheck.accept(key);
    }
  }

  private void readPrivacyLevel() throws IOException {
    long level = number("privacy_level", 0, 2);
    if (level == RequestRow.NONE) {
      throw Refusal.badRequest("The field privacy_level is not an integer.", "privacy_level");
    }
    privacyLevel = (int) level;
  }

  private void readList() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw Refusal.badRequest("The field " + kind.field() + " is not a list.", kind.field());
    }
    int index = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (index == MAX_RECORDS) {
        throw new Refusal(
            413, "The post has over " + MAX_RECORDS + " entries. Send it in parts.", kind.field());
      }
      if (!readEntry()) {
        rejections.add(index, String.valueOf(check.field()), check.reason());
      }
      index++;
    }
  }

  /** Whether the entry is accepted; otherwise the check says why not. */
  private boolean readEntry() throws IOException {
    if (kind == PostKind.ROUTES) {
      check.begin();
      String route = check.text(json, kind.field(), 0);
      if (route == null) {
        check.fail(kind.field(), "is empty");
      } else {
        routes.add(route);
      }
      return route != null;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      check.begin();
      check.fail(kind.field(), "is not an object");
      json.skipChildren();
      return false;
    }
    return kind == PostKind.REQUESTS
        ? add(requests, requestReader.read(json))
        : add(events, eventReader.read(json));
  }

  private static <T> boolean add(List<T> list, @Nullable T entry) {
    return entry != null && list.add(entry);
  }

  private void readDropped() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw Refusal.badRequest("The field dropped is not an object.", "dropped");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String reason = Text.fit(json.currentName());
      json.nextToken();
      long count = number("dropped", 0, Long.MAX_VALUE);
      if (dropped.size() == MAX_DROP_REASONS) {
        throw Refusal.badRequest(
            "The field dropped has over " + MAX_DROP_REASONS + " reasons.", "dropped");
      }
      if (count > 0) {
        dropped.put(reason, count);
      }
    }
  }

  private @Nullable String text(String name) throws IOException {
    check.begin();
    String text = check.text(json, name, 0);
    refuseProblem();
    return text;
  }

  /** {@link RequestRow#NONE} when there is none. */
  private long number(String name, long min, long max) throws IOException {
    check.begin();
    long number = check.integer(json, name, min, max);
    refuseProblem();
    return number;
  }

  private void refuseProblem() {
    String field = check.field();
    if (field != null) {
      throw Refusal.badRequest("The field " + field + " " + check.reason() + ".", field);
    }
  }
}
