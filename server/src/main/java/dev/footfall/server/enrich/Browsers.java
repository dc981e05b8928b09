package dev.footfall.server.enrich;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import ua_parser.UserAgentParser;

/**
 * The browsers' names, from the patterns of uap-core. They are compiled by a thread of their own:
 * starting does not wait for them, the first browser does.
 */
final class Browsers {
  private static final String PATTERNS = "/ua_parser/regexes.yaml";
  private static final String NONE = "Other";

  /** Families that are one, told apart by their device. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "Chrome Mobile WebView", "Android WebView",
          "Mobile Safari UI/WKWebView", "iOS WebView",
          "Google", "Google App");

  private final FutureTask<UserAgentParser> parser = new FutureTask<>(Browsers::load);

  Browsers() {
    Thread loader = new Thread(parser, "footfall-browsers");
    loader.setDaemon(true);
    loader.start();
  }

  /** The family's name, without what its device says anyway, or null when it is not known. */
  @Nullable String family(String text) {
    String family = parser().parse(text).family;
    if (family == null || family.equals(NONE)) {
      return null;
    }
    String renamed = RENAMED.get(family);
    return renamed != null ? renamed : withoutDevice(family);
  }

  private static String withoutDevice(String family) {
    String name = family.endsWith(" iOS") ? family.substring(0, family.length() - 4) : family;
    name = name.endsWith(" Mobile") ? name.substring(0, name.length() - 7) : name;
    return name.startsWith("Mobile ") ? name.substring(7) : name;
  }

  private UserAgentParser parser() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return parser.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("the browsers' patterns are not readable", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static UserAgentParser load() throws IOException {
    try (InputStream in = UserAgentParser.class.getResourceAsStream(PATTERNS)) {
      if (in == null) {
        throw new IOException("missing from the jar: " + PATTERNS);
      }
      Map<String, List<Map<String, String>>> lists =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      List<Map<String, String>> browsers = lists.get("user_agent_parsers");
      if (browsers == null) {
        throw new IOException("no browsers in " + PATTERNS);
      }
      return UserAgentParser.fromList(browsers);
    }
  }
}
