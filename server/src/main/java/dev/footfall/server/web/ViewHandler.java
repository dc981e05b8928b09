package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.query.Condition;
import dev.footfall.server.query.JsonValue;
import dev.footfall.server.refusal.Refusal;
import dev.footfall.server.store.SavedView;
import dev.footfall.server.store.Store;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/views}: addresses of the dashboard that have a name. */
final class ViewHandler {
  private static final List<String> NAMES = List.of("name", "page", "query");
  private static final Pattern PAGE = Pattern.compile("([a-z][a-z0-9-]{0,39})?");
  private static final int MAX_QUERY = 8_192;

  private final Store store;

  ViewHandler(Store store) {
    this.store = store;
  }

  void list(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    boolean masks = Access.caller(ctx).lock() instanceof Condition.Masked;
    Credentials.send(
        ctx,
        store.views(Access.key(ctx).projectId()),
        (json, view) -> write(json, view, masks ? MaskedQuery.of(view.query()) : view.query()));
  }

  void make(Context ctx) throws IOException {
    JsonValue body = Credentials.body(ctx, NAMES);
    String name = Credentials.name(body.need("name"));
    SavedView made =
        store.addView(Access.caller(ctx), name, page(body.find("page")), query(body.find("query")));
    if (made == null) {
      throw new Refusal(
          409,
          "The project has 100 views, so delete one first; or the key or token that was shown was"
              + " revoked meanwhile.",
          null);
    }
    JsonAnswer.send(
        ctx,
        201,
        json -> {
          json.writeStartObject();
          write(json, made, made.query());
          json.writeEndObject();
        });
  }

  void delete(Context ctx) throws IOException {
    new Parameters(ctx, Set.of());
    if (!store.deleteView(Access.caller(ctx), Credentials.id(ctx, "view"))) {
      throw Credentials.unknown("view");
    }
    Credentials.done(ctx, "The view is deleted.");
  }

  private static String page(@Nullable JsonValue value) {
    String page = value == null ? "" : value.text();
    if (value != null && !PAGE.matcher(page).matches()) {
      throw value.refusal("must be what follows /dashboard/, such as routes");
    }
    return page;
  }

  /** What it says is the dashboard's to read: here it only must be a part of an address. */
  private static String query(@Nullable JsonValue value) {
    String query = value == null ? "" : value.text();
    boolean known = query.chars().allMatch(c -> c > ' ' && c < 127 && c != '#');
    if (value != null && (!known || query.startsWith("?") || query.length() > MAX_QUERY)) {
      throw value.refusal(
          "must be what follows the question mark of an address, encoded, of up to "
              + MAX_QUERY
              + " characters");
    }
    return query;
  }

  private static void write(JsonGenerator json, SavedView view, String query) throws IOException {
    json.writeNumberField("id", view.id());
    json.writeStringField("name", view.name());
    json.writeStringField("page", view.page());
    json.writeStringField("query", query);
    Credentials.time(json, "created_at", view.createdAt());
  }
}
