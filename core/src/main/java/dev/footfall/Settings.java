package dev.footfall;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that can be written as text, by name, in README's order. Everything but mappers and
 * objects.
 */
final class Settings {

  private static final Logger log = LoggerFactory.getLogger("dev.footfall");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,9})\\s*(KB|MB|GB)|(\\d{1,18})");

  /** Those whose default sends more than whoever has set them wants: a blank is a mistake. */
  private static final Set<String> PROTECTING = Set.of("serverUrl", "privacyLevel", "hashUserIds");

  private static final Map<String, BiConsumer<Config.Builder, String>> SETTERS =
      new LinkedHashMap<>();

  static {
    SETTERS.put("serverUrl", Config.Builder::serverUrl);
    SETTERS.put("privacyLevel", (b, v) -> b.privacyLevel(privacyLevel(v)));
    SETTERS.put("framework", Config.Builder::framework);
    SETTERS.put("service", Config.Builder::service);
    SETTERS.put("environment", Config.Builder::environment);
    SETTERS.put("version", Config.Builder::version);
    SETTERS.put("instance", Config.Builder::instance);
    SETTERS.put("hashUserIds", Config.Builder::hashUserIds);
    SETTERS.put("include", (b, v) -> b.include(extras("include", v)));
    SETTERS.put("omit", (b, v) -> b.omit(extras("omit", v)));
    SETTERS.put("exclude", (b, v) -> b.exclude(list(v)));
    SETTERS.put("sampleRate", (b, v) -> b.sampleRate(number("sampleRate", v)));
    SETTERS.put("trustedProxies", (b, v) -> b.trustedProxies(list(v)));
    SETTERS.put("clientIpHeaders", (b, v) -> b.clientIpHeaders(list(v)));
    SETTERS.put("flushInterval", (b, v) -> b.flushInterval(duration("flushInterval", v)));
    SETTERS.put("maxQueued", (b, v) -> b.maxQueued(integer("maxQueued", v)));
    SETTERS.put("maxBufferedBytes", (b, v) -> b.maxBufferedBytes(bytes("maxBufferedBytes", v)));
    SETTERS.put("dropOldest", (b, v) -> b.dropOldest(bool("dropOldest", v)));
    SETTERS.put("maxBatch", (b, v) -> b.maxBatch(integer("maxBatch", v)));
    SETTERS.put("maxAge", (b, v) -> b.maxAge(duration("maxAge", v)));
    SETTERS.put("spoolDirectory", (b, v) -> b.spoolDirectory(Path.of(v)));
    SETTERS.put("maxSpoolBytes", (b, v) -> b.maxSpoolBytes(bytes("maxSpoolBytes", v)));
    SETTERS.put("shutdownTimeout", (b, v) -> b.shutdownTimeout(duration("shutdownTimeout", v)));
    SETTERS.put("enabled", (b, v) -> b.enabled(bool("enabled", v)));
  }

  private Settings() {}

  static Set<String> names() {
    return Collections.unmodifiableSet(SETTERS.keySet());
  }

  static void set(Config.Builder builder, String name, String value) {
    BiConsumer<Config.Builder, String> setter = SETTERS.get(name);
    if (setter == null) {
      throw new IllegalArgumentException(
          "there is no setting %s; there are %s".formatted(name, String.join(", ", names())));
    }
    setter.accept(builder, value.trim());
  }

  /** Sets what the environment has a variable for; an empty one counts as none. */
  static void setAll(Config.Builder builder, Map<String, String> environment) {
    warnOfUnknown(environment);
    for (String setting : names()) {
      String variable = environmentVariable(setting);
      String value = environment.get(variable);
      if (value != null && value.isBlank() && PROTECTING.contains(setting)) {
        throw new IllegalArgumentException(
            variable + " is blank: without it more would be sent, or elsewhere; set or unset it");
      }
      if (value != null && !value.isBlank()) {
        try {
          set(builder, setting, value);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(variable + ": " + e.getMessage(), e);
        }
      }
    }
  }

  /** {@code flushInterval} becomes {@code FOOTFALL_FLUSH_INTERVAL}. */
  private static String environmentVariable(String setting) {
    return "FOOTFALL_" + setting.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  /** A typing error in a name would otherwise go unnoticed. */
  private static void warnOfUnknown(Map<String, String> environment) {
    List<String> known = names().stream().map(Settings::environmentVariable).toList();
    for (String name : environment.keySet()) {
      boolean ours = name.startsWith("FOOTFALL_") && !name.startsWith("FOOTFALL_SERVER_");
      if (ours && !known.contains(name) && !name.equals("FOOTFALL_API_KEY")) {
        log.warn("Footfall: the environment variable {} is no setting; check its name", name);
      }
    }
  }

  private static PrivacyLevel privacyLevel(String value) {
    if (value.matches("\\d{1,9}")) {
      return PrivacyLevel.of(Integer.parseInt(value));
    }
    return constant(PrivacyLevel.class, "privacyLevel", value);
  }

  private static Extra[] extras(String setting, String value) {
    return Arrays.stream(list(value))
        .map(name -> constant(Extra.class, setting, name))
        .toArray(Extra[]::new);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String setting, String value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value.replace('-', '_'))) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "%s is not one of %s: %s"
            .formatted(setting, Arrays.toString(type.getEnumConstants()), value));
  }

  private static String[] list(String value) {
    if (value.equalsIgnoreCase("none")) {
      return new String[0];
    }
    return Arrays.stream(value.split(",", -1))
        .map(String::trim)
        .filter(element -> !element.isEmpty())
        .toArray(String[]::new);
  }

  private static Duration duration(String setting, String value) {
    Matcher matcher = DURATION.matcher(value);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }
    try {
      return Duration.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s is no duration such as 500ms, 5s, 1m or PT5S: %s".formatted(setting, value), e);
    }
  }

  /** A duration as a setting is written, and exactly: {@code 5ms}, {@code 90m}. */
  static String written(Duration duration) {
    long seconds = duration.getSeconds();
    if (duration.getNano() % 1_000_000 != 0 || Math.abs(seconds) > 1_000_000_000) {
      return duration.toString();
    }
    if (duration.getNano() != 0) {
      return duration.toMillis() + "ms";
    }
    if (seconds % 3_600 == 0 && seconds != 0) {
      return seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 && seconds != 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static long bytes(String setting, String value) {
    Matcher matcher = BYTES.matcher(value.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "%s is no number of bytes such as 16000000 or 16MB: %s".formatted(setting, value));
    }
    if (matcher.group(3) != null) {
      return Long.parseLong(matcher.group(3));
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "KB" -> amount * 1_000;
      case "MB" -> amount * 1_000_000;
      default -> amount * 1_000_000_000;
    };
  }

  private static int integer(String setting, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s is no integer: %s".formatted(setting, value), e);
    }
  }

  private static double number(String setting, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s is no number: %s".formatted(setting, value), e);
    }
  }

  private static boolean bool(String setting, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "%s is neither true nor false: %s".formatted(setting, value));
    };
  }
}
