package dev.footfall.server.enrich;

import java.util.List;
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

  private RouteRules(List<String> templates) {
    this.templates = List.copyOf(templates);
    this.rules = this.templates.stream().map(RouteRule::new).toList();
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
    for (RouteRule rule : rules) {
      if (rule.matches(path)) {
        return rule.template();
      }
    }
    return null;
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
