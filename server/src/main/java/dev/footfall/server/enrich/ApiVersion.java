package dev.footfall.server.enrich;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The version of an API that a path names: v1, v10, v1.1, v2beta, v1beta2. */
public final class ApiVersion {
  private static final int MAX_SEGMENTS = 4;
  private static final int MAX_LENGTH = 16;
  private static final List<String> STAGES = List.of("alpha", "beta", "rc", "preview", "p");

  private ApiVersion() {}

  /** The first of the first four segments that is a version, in lower case; or null. */
  public static @Nullable String of(String target) {
    String path = RequestPath.of(target);
    int segments = 0;
    int start = 0;
    while (start < path.length() && segments < MAX_SEGMENTS) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (end > start) {
        segments++;
        if (end - start <= MAX_LENGTH) {
          String segment = path.substring(start, end);
          if (isVersion(segment)) {
            return segment.toLowerCase(Locale.ROOT);
          }
        }
      }
      start = end + 1;
    }
    return null;
  }

  /** v, a number, further numbers with dots between, and maybe a stage with a number. */
  static boolean isVersion(String segment) {
    int length = segment.length();
    if (length < 2
        || length > MAX_LENGTH
        || (segment.charAt(0) != 'v' && segment.charAt(0) != 'V')) {
      return false;
    }
    int at = digits(segment, 1);
    if (at == 1) {
      return false;
    }
    while (at < length && segment.charAt(at) == '.') {
      int next = digits(segment, at + 1);
      if (next == at + 1) {
        return false;
      }
      at = next;
    }
    return at == length || isStage(segment.substring(at).toLowerCase(Locale.ROOT));
  }

  private static boolean isStage(String suffix) {
    String stage = suffix.startsWith("-") ? suffix.substring(1) : suffix;
    return STAGES.stream()
        .anyMatch(name -> stage.startsWith(name) && digits(stage, name.length()) == stage.length());
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
