package dev.footfall.server.web;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which modules the static imports of one lead to, so that a browser need not find out step by
 * step.
 */
final class ModuleGraph {
  private static final Pattern IMPORT =
      Pattern.compile("\\b(?:from|import)\\s*[\"']([^\"'\\s]+)[\"']");

  private final Map<String, Asset> modules;
  private final UnaryOperator<String> bare;

  /**
   * @param modules by their paths
   * @param bare the path of what is imported by a bare name
   */
  ModuleGraph(Map<String, Asset> modules, UnaryOperator<String> bare) {
    this.modules = modules;
    this.bare = bare;
  }

  /** These that exist and all that they need, the nearest first. */
  Set<String> reachable(List<String> roots) throws IOException {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      String path = open.remove();
      Asset module = modules.get(path);
      if (module != null && reached.add(path)) {
        String source = new String(module.content(), StandardCharsets.UTF_8);
        for (MatchResult each : IMPORT.matcher(source).results().toList()) {
          open.add(resolved(path, each.group(1)));
        }
      }
    }
    return reached;
  }

  private String resolved(String from, String name) {
    return name.startsWith(".") ? URI.create(from).resolve(name).getPath() : bare.apply(name);
  }
}
