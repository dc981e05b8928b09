package dev.footfall.server.enrich;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates that a project gives for paths that come without a route: {@code *} and {@code
 * {name}} stand for what is not a slash, {@code **} at the end for all that follows. A path has the
 * first template that matches it for its route. Immutable.
 */
public final class RouteRules {
  public static final RouteRules NONE = new RouteRules(List.of());

  private final List<String> templates;
  private final List<RouteRule> rules;

  /** Those that a path with such a segment may match, as places in the list, ascending. */
  private final Map<Segment, List<Integer>> bySegment = new HashMap<>();

  /** Those that have no segment of plain text. */
  private final List<Integer> others = new ArrayList<>();

  private final int segments;

  /** What stands at a place of a path. */
  private record Segment(int place, String text) {}

  private RouteRules(List<String> templates) {
    this.templates = List.copyOf(templates);
    this.rules = this.templates.stream().map(RouteRule::new).toList();
    int last = -1;
    for (int i = 0; i < rules.size(); i++) {
      RouteRule rule = rules.get(i);
      int place = rule.firstPlain();
      last = Math.max(last, place);
      List<Integer> alike =
          place < 0
              ? others
              : bySegment.computeIfAbsent(
                  new Segment(place, rule.plain(place)), segment -> new ArrayList<>());
      alike.add(i);
    }
    segments = last + 1;
  }

  /**
   * Those with these templates.
   *
   * @throws IllegalArgumentException as {@link #check} does
   */
  public static RouteRules of(List<String> templates) {
    return templates.isEmpty() ? NONE : new RouteRules(templates);
  }

  /**
   * Whether this can be a template.
   *
   * @throws IllegalArgumentException when not, with the reason as the end of a sentence
   */
  public static void check(String template) {
    new RouteRule(template);
  }

  /** In the order in which they are tried. */
  public List<String> templates() {
    return templates;
  }

  /** The template of a request's target, or null when none matches. */
  public @Nullable String of(String target) {
    if (rules.isEmpty()) {
      return null;
    }
    String found = RequestPath.of(target);
    String path = found.isEmpty() ? "/" : found;
    int first = first(others, path, rules.size());
    int at = 0;
    for (int i = 0; i < segments && at < path.length(); i++) {
      int slash = path.indexOf('/', at + 1);
      int end = slash < 0 ? path.length() : slash;
      Segment segment = new Segment(i, path.substring(at + 1, end));
      first = first(bySegment.getOrDefault(segment, List.of()), path, first);
      at = end;
    }
    return first == rules.size() ? null : rules.get(first).template();
  }

  /** The first of these that matches and stands before another one; else that. */
  private int first(List<Integer> places, String path, int before) {
    for (int place : places) {
      if (place >= before) {
        return before;
      }
      if (rules.get(place).matches(path)) {
        return place;
      }
    }
    return before;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RouteRules rules && templates.equals(rules.templates);
  }

  @Override
  public int hashCode() {
    return templates.hashCode();
  }
}
