package dev.footfall.server.enrich;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One template of a project's own. Each character of a path is looked at a few times at most. */
final class RouteRule {
  private static final int MAX_LENGTH = 500;
  private static final String REST = "**";
  private static final Pattern ALIEN = Pattern.compile("[?#\\s\\p{Cntrl}]");
  private static final Pattern SEGMENT =
      Pattern.compile("([^{}*]*)(?:(\\*|\\{[A-Za-z0-9_.-]+\\})([^{}*]*))?");

  /**
   * What stands between two slashes.
   *
   * @param isOpen whether something stands between the begin and the end
   */
  private record Segment(String begin, boolean isOpen, String end) {
    boolean matches(String path, int from, int to) {
      int fixed = begin.length() + end.length();
      return (isOpen ? to - from > fixed : to - from == fixed)
          && path.startsWith(begin, from)
          && path.startsWith(end, to - end.length());
    }
  }

  private final String template;
  private final List<Segment> segments = new ArrayList<>();
  private final boolean hasRest;

  /**
   * @throws IllegalArgumentException when it is no template, with the reason as the end of a
   *     sentence
   */
  RouteRule(String template) {
    this.template = template;
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("must begin with a slash");
    }
    if (template.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("is over " + MAX_LENGTH + " characters");
    }
    if (ALIEN.matcher(template).find()) {
      throw new IllegalArgumentException("has a blank, a ? or a #, which no path of a rule has");
    }
    hasRest = template.endsWith("/" + REST);
    String plain =
        hasRest ? template.substring(0, template.length() - REST.length() - 1) : template;
    if (!plain.isEmpty()) {
      for (String segment : plain.substring(1).split("/", -1)) {
        segments.add(segment(segment));
      }
    }
  }

  private static Segment segment(String text) {
    if (text.equals(REST)) {
      throw new IllegalArgumentException("has ** before its end");
    }
    Matcher matcher = SEGMENT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "has a segment that is neither text nor text with one * or one {name} in it: " + text);
    }
    String end = matcher.group(3);
    return new Segment(
        String.valueOf(matcher.group(1)), matcher.group(2) != null, end == null ? "" : end);
  }

  String template() {
    return template;
  }

  /** How many segments it has, but for the rest. */
  int segments() {
    return segments.size();
  }

  /** The text of a segment that stands for nothing but itself; null: it stands for others too. */
  @Nullable String plain(int place) {
    Segment segment = segments.get(place);
    return segment.isOpen() ? null : segment.begin();
  }

  boolean matches(String path) {
    int at = 0;
    for (Segment segment : segments) {
      if (!path.startsWith("/", at)) {
        return false;
      }
      int slash = path.indexOf('/', at + 1);
      int end = slash < 0 ? path.length() : slash;
      if (!segment.matches(path, at + 1, end)) {
        return false;
      }
      at = end;
    }
    return hasRest ? path.startsWith("/", at) : at == path.length();
  }
}
