package dev.footfall;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Reads from an answer's headers whether the key's budget is used up, and for how long. */
final class RateLimit {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int LONGEST_VALUE = 1_000;
  // A longer number is no number of seconds but a date in disguise.
  private static final String SECONDS = "\\d{1,6}";
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([rt])=(" + SECONDS + ")\\s*(?=;|$)");

  private RateLimit() {}

  /**
   * How long nothing is left, 1 h at most; null while something is, or where nothing is said. Read
   * from {@code RateLimit: "default";r=0;t=30}, of several policies the longest, and from {@code
   * RateLimit-Remaining} with {@code RateLimit-Reset}.
   */
  static @Nullable Duration pause(Headers headers) {
    Duration longest = null;
    for (String value : headers.values("RateLimit")) {
      if (value.length() > LONGEST_VALUE) {
        continue;
      }
      for (String policy : QUOTED.matcher(value).replaceAll("q").split(",", -1)) {
        longest = longer(longest, ofPolicy(policy));
      }
    }
    return longer(longest, of(headers.get("RateLimit-Remaining"), headers.get("RateLimit-Reset")));
  }

  private static @Nullable Duration ofPolicy(String policy) {
    String remaining = null;
    String reset = null;
    for (Matcher parameter = PARAMETER.matcher(policy); parameter.find(); ) {
      if (parameter.group(1).equals("r")) {
        remaining = parameter.group(2);
      } else {
        reset = parameter.group(2);
      }
    }
    return of(remaining, reset);
  }

  private static @Nullable Duration of(@Nullable String remaining, @Nullable String reset) {
    if (remaining == null || reset == null || !remaining.trim().matches("0+")) {
      return null;
    }
    String seconds = reset.trim();
    if (!seconds.matches(SECONDS)) {
      return null;
    }
    return bounded(Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** The longest that a server is left alone because it asked for it: 1 h. */
  static Duration bounded(Duration asked) {
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }

  /** The longer of two, where null is none. */
  static @Nullable Duration longer(@Nullable Duration a, @Nullable Duration b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) >= 0 ? a : b;
  }
}
