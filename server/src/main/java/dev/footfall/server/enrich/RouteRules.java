package dev.footfall.server.enrich;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

  /**
   * Those that a path with such a segment may match, as places in the list, ascending: each stands
   * at that segment of its plain text that the fewest have.
   */
  private final Map<Segment, List<Integer>> bySegment = new HashMap<>();

  /** Those that have no segment of plain text. */
  private final List<Integer> others = new ArrayList<>();

  private final int segments;

  /** What stands at a place of a path. */
  private record Segment(int place, String text) {}

  private RouteRules(List<String> templates) {
    this.templates = List.copyOf(templates);
    this.rules = this.templates.stream().map(RouteRule::new).toList();
    List<List<Segment>> plain = rules.stream().map(RouteRules::plain).toList();
    Map<Segment, Long> counts =
        plain.stream()
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(segment -> segment, Collectors.counting()));
    int last = -1;
    for (int i = 0; i < rules.size(); i++) {
      Segment rarest = plain.get(i).stream().min(Comparator.comparing(counts::get)).orElse(null);
      if (rarest == null) {
        others.add(i);
      } else {
        bySegment.computeIfAbsent(rarest, segment -> new ArrayList<>()).add(i);
        last = Math.max(last, rarest.place());
      }
    }
    segments = last + 1;
  }

  private static List<Segment> plain(RouteRule rule) {
    List<Segment> plain = new ArrayList<>();
    for (int i = 0; i < rule.segments(); i++) {
      String text = rule.plain(i);
      if (text != null) {
        plain.add(new Segment(i, text));
      }
    }
    return plain;
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
