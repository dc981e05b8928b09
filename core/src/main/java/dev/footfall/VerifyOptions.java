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

  static Config read(List<String> arguments, Map<String, String> environment, InputStream in) {
    VerifyOptions options = new VerifyOptions(parse(arguments), environment);
    String key = options.value("--key");
    if (key == null) {
      throw new IllegalArgumentException("there is no key: give --key, or set FOOTFALL_API_KEY");
    }
    String apiKey = key.equals(STANDARD_INPUT) ? firstLine(in) : key;
    Config.Builder config = options.tried("--key", () -> Config.builder(apiKey));
    String server = options.value("--server");
    if (server != null) {
      options.tried("--server", () -> config.serverUrl(server));
    }
    String framework = options.value("--framework");
    if (framework != null) {
      options.tried("--framework", () -> config.framework(framework));
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
        throw new IllegalArgumentException(
            name.matches("--?[a-z]+(-[a-z]+)*")
                ? "there is no option " + name
                : "there is an argument that belongs to no option");
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

  private @Nullable String value(String option) {
    String value = given.get(option);
    return value == null ? environment.get(TWINS.get(option)) : value;
  }

  private <T> T tried(String option, Supplier<T> setter) {
    try {
      return setter.get();
    } catch (IllegalArgumentException e) {
      String source = given.containsKey(option) ? option : TWINS.get(option);
      throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
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
