package dev.footfall.server.enrich;

import java.util.Locale;
import java.util.Set;

/**
 * Tells an agent by its text: a monitor or a crawler by its name, a browser by how browsers begin,
 * and everything else is a program, by the name it gives itself.
 */
final class AgentReader {
  private static final Set<String> NOTHING = Set.of("null", "undefined", "unknown", "none", "nil");

  private final Browsers browsers;

  AgentReader(Browsers browsers) {
    this.browsers = browsers;
  }

  Agent read(String text) {
    String bare = withoutUrls(text).strip();
    String lower = bare.toLowerCase(Locale.ROOT);
    if (NOTHING.contains(lower) || lower.codePoints().noneMatch(Character::isLetter)) {
      return Agent.UNKNOWN;
    }
    String os = Platforms.os(lower);
    boolean browserLike = lower.startsWith("mozilla/") || lower.startsWith("opera/");
    String device = Platforms.device(lower, os, lower.contains("mozilla/") || browserLike);
    String monitor = KnownAgents.MONITORS.find(lower);
    if (monitor != null) {
      return new Agent(monitor, os, device, Agent.MONITOR);
    }
    String crawler = Crawlers.name(bare, lower);
    if (crawler != null) {
      return new Agent(crawler, os, device, Agent.CRAWLER);
    }
    String program = KnownAgents.PROGRAMS.find(lower);
    if (program == null && browserLike) {
      String app = KnownAgents.APPS.find(lower);
      String browser = app != null ? app : browsers.family(bare);
      if (browser != null || os != null) {
        return new Agent(browser, os, device, Agent.BROWSER);
      }
    }
    return new Agent(
        program != null ? program : ProductName.of(bare),
        os,
        Platforms.device(lower, os, false),
        Agent.API_CLIENT);
  }

  /** A page that explains a program is no part of its name. */
  private static String withoutUrls(String text) {
    int at = url(text, 0);
    if (at < 0) {
      return text;
    }
    StringBuilder rest = new StringBuilder(text.length());
    int done = 0;
    while (at >= 0) {
      rest.append(text, done, at);
      done = at;
      while (done < text.length() && " ;,)]".indexOf(text.charAt(done)) < 0) {
        done++;
      }
      at = url(text, done);
    }
    return rest.append(text, done, text.length()).toString();
  }

  private static int url(String text, int from) {
    int scheme = text.indexOf("://", from);
    if (scheme < 0) {
      return -1;
    }
    int start = scheme;
    while (start > from && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }
}
