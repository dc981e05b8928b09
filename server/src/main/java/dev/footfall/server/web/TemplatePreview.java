package dev.footfall.server.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.footfall.server.answer.Answer;
import dev.footfall.server.answer.Answers;
import dev.footfall.server.answer.Unanswered;
import dev.footfall.server.enrich.RouteRules;
import dev.footfall.server.enrich.RouteTemplate;
import dev.footfall.server.query.Condition;
import dev.footfall.server.query.Dimension;
import dev.footfall.server.query.Field;
import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Groups;
import dev.footfall.server.query.JsonValue;
import dev.footfall.server.query.Metric;
import dev.footfall.server.query.Operator;
import dev.footfall.server.query.Query;
import dev.footfall.server.query.UserBy;
import dev.footfall.server.refusal.Refusal;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates would make of the last week's paths that came without a route. */
final class TemplatePreview {
  private static final Duration LOOKED_BACK = Duration.ofDays(7);
  private static final Duration BUDGET = Duration.ofSeconds(10);
  private static final int MAX_PATHS = 10_000;
  private static final int MAX_ROWS = 200;
  private static final Condition WITHOUT_ROUTE =
      new Condition.OfText(Field.ROUTE_SOURCE, Operator.IN, List.of("guessed", "rule"));

  private final Answers answers;
  private final Clock clock;

  TemplatePreview(Answers answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  /**
   * What becomes of a route, or of a part of its paths.
   *
   * @param template which of the templates does it; null: none
   */
  private record Move(String route, String becomes, @Nullable String template) {}

  /** The paths of a move. */
  private static final class Moved {
    private final Move move;
    private final String example;
    private long requests;
    private int paths;

    Moved(Move move, String example) {
      this.move = move;
      this.example = example;
    }

    long requests() {
      return requests;
    }
  }

  void answer(Context ctx, JsonValue templates) throws IOException {
    RouteRules rules = SettingsPatch.rules(templates);
    Instant from = clock.instant().minus(LOOKED_BACK).truncatedTo(ChronoUnit.SECONDS);
    Answer answer = paths(Access.caller(ctx).projectId(), from);
    List<Moved> all = moved(answer, rules);
    JsonAnswer.send(
        ctx,
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("from", from.toString());
          json.writeArrayFieldStart("data");
          for (Moved moved : all.subList(0, Math.min(MAX_ROWS, all.size()))) {
            write(json, moved);
          }
          json.writeEndArray();
          json.writeBooleanField("has_more", answer.truncated() || all.size() > MAX_ROWS);
          json.writeEndObject();
        });
  }

  /** The paths with the most requests. */
  private Answer paths(int projectId, Instant from) {
    Filter filter =
        new Filter(from, null, ZoneOffset.UTC, WITHOUT_ROUTE, UserBy.ID_OR_ADDRESS, true);
    Query query =
        new Query(
            filter,
            List.of(Metric.of(Metric.Kind.REQUESTS)),
            List.of(new Dimension.ByField(Field.PATH), new Dimension.ByField(Field.ROUTE)),
            null,
            Groups.ALL,
            List.of(),
            MAX_PATHS,
            0,
            false,
            BUDGET,
            null);
    try {
      return answers.answer(projectId, query);
    } catch (Unanswered e) {
      throw Refusal.unavailable(e.reason());
    }
  }

  /** Those of the most requests first. */
  private static List<Moved> moved(Answer answer, RouteRules rules) {
    Map<Move, Moved> found = new HashMap<>();
    for (List<@Nullable Object> row : answer.main().rows()) {
      if (row.get(0) instanceof String path
          && row.get(1) instanceof String route
          && row.get(2) instanceof Number requests) {
        String template = rules.of(path);
        String method = route.substring(0, route.indexOf(' ') + 1);
        String becomes = method + (template == null ? RouteTemplate.of(path) : template);
        Moved moved =
            found.computeIfAbsent(
                new Move(route, becomes, template), move -> new Moved(move, path));
        moved.requests += requests.longValue();
        moved.paths++;
      }
    }
    return found.values().stream()
        .sorted(
            Comparator.comparingLong(Moved::requests)
                .reversed()
                .thenComparing(moved -> moved.move.becomes())
                .thenComparing(moved -> moved.move.route()))
        .toList();
  }

  private static void write(JsonGenerator json, Moved moved) throws IOException {
    json.writeStartObject();
    json.writeStringField("route", moved.move.route());
    json.writeStringField("becomes", moved.move.becomes());
    json.writeStringField("template", moved.move.template());
    json.writeNumberField("requests", moved.requests);
    json.writeNumberField("paths", moved.paths);
    json.writeStringField("example", moved.example);
    json.writeEndObject();
  }
}
