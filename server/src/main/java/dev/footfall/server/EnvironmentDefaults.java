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
  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String value = environment.get(name(option));
    return value == null || value.isEmpty() ? null : value;
  }

  static String name(OptionSpec option) {
    String flag = option.longestName().substring(2);
    return "FOOTFALL_SERVER_" + flag.replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
