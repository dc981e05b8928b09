package dev.footfall;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Reads what follows {@code verify} on a command line, and the environment where an option is not
 * there. What is wrong is an {@link IllegalArgumentException} that names the option. None repeats
 * an argument that could be the key.
 */
final class VerifyOptions {

  /** Each option with its twin in the environment. */
  private static final Map<String, String> TWINS =
      Map.of(
          "--server", "FOOTFALL_SERVER_URL",
          "--key", "FOOTFALL_API_KEY",
          "--framework", "FOOTFALL_FRAMEWORK");

  private static final String STANDARD_INPUT = "-";

  private final Map<String, String> given;
  private final Map<String, String> environment;

  private VerifyOptions(Map<String, String> given, Map<String, String> environment) {
    this.given = given;
    this.environment = environment;
  }

  static VerifyOptions read(List<String> arguments, Map<String, String> environment) {
    return new VerifyOptions(parse(arguments), environment);
  }

  /** Whether there is a server's URL, so that the default is not used. */
  boolean hasServer() {
    return value("--server") != null;
  }

  /** The settings; the key may be read from {@code in}. */
  Config config(InputStream in) {
    String key = value("--key");
    if (key == null) {
      throw new IllegalArgumentException("there is no key: give --key, or set FOOTFALL_API_KEY");
    }
    String apiKey = key.equals(STANDARD_INPUT) ? firstLine(in) : key;
    Config.Builder config = tried("--key", apiKey, () -> Config.builder(apiKey));
    String server = value("--server");
    if (server != null) {
      tried("--server", server, () -> config.serverUrl(server));
    }
    String framework = value("--framework");
    if (framework != null) {
      tried("--framework", framework, () -> config.framework(framework));
    }
    return config.build();
  }

  private static Map<String, String> parse(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!TWINS.containsKey(name)) {
        throw new IllegalArgumentException(unknown(argument, name));
      }
      String value =
          equals >= 0 ? argument.substring(equals + 1) : rest.hasNext() ? rest.next() : "--";
      if (value.startsWith("--")) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      if (values.put(name, value) != null) {
        throw new IllegalArgumentException(name + " is there twice");
      }
    }
    return values;
  }

  private static String unknown(String argument, String name) {
    if (name.matches("--?[a-z]+(-[a-z]+)*")) {
      return "there is no option " + name;
    }
    HttpUrl url = serverIn(argument);
    return url == null
        ? "there is an argument that belongs to no option; did you forget --server or --key?"
        : "did you mean --server " + url + "?";
  }

  /** The server's URL that an argument is; null if it could be, or have, a secret instead. */
  static @Nullable HttpUrl serverIn(String argument) {
    HttpUrl url = HttpUrl.parse(argument);
    return url != null
            && url.username().isEmpty()
            && url.password().isEmpty()
            && url.query() == null
            && url.fragment() == null
        ? url
        : null;
  }

  private @Nullable String value(String option) {
    String value = given.get(option);
    return value == null ? environment.get(TWINS.get(option)) : value;
  }

  private <T> T tried(String option, String value, Supplier<T> setter) {
    try {
      return setter.get();
    } catch (IllegalArgumentException e) {
      String source = given.containsKey(option) ? option : TWINS.get(option);
      // The rule begins with the setting's name; the value behind it could be a misplaced key.
      String rule = String.valueOf(e.getMessage()).replace(": " + value, "");
      throw new IllegalArgumentException(source + rule.substring(rule.indexOf(' ')), e);
    }
  }

  private static String firstLine(InputStream in) {
    try {
      String line =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      if (line != null && !line.isBlank()) {
        return line.strip();
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("--key -: standard input cannot be read", e);
    }
    throw new IllegalArgumentException("--key -: there is no key on standard input");
  }
}
