package dev.footfall.server;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives each flag its environment twin: {@code --cors-origin} is FOOTFALL_SERVER_CORS_ORIGIN; empty
 * is unset.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final String SERVER = "FOOTFALL_SERVER_";

  private final Map<String, String> environment;

  private final String prefix;

  /** For the flags of the server. */
  EnvironmentDefaults(Map<String, String> environment) {
    this(environment, SERVER);
  }

  /** For the flags of another command. */
  EnvironmentDefaults(Map<String, String> environment, String prefix) {
    this.environment = environment;
    this.prefix = prefix;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String value = environment.get(name(prefix, option));
    return value == null || value.isEmpty() ? null : value;
  }

  static String name(OptionSpec option) {
    return name(SERVER, option);
  }

  private static String name(String prefix, OptionSpec option) {
    String flag = option.longestName().substring(2);
    return prefix + flag.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
