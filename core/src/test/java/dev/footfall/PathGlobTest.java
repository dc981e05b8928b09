package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathGlobTest {

  @ParameterizedTest
  @CsvSource({
    "/health, /health, true",
    "/health, /health/, false",
    "/health, /healthy, false",
    "/internal/**, /internal, true",
    "/internal/**, /internal/, true",
    "/internal/**, /internal/a/b, true",
    "/internal/**, /internals, false",
    "/**, /, true",
    "/**, /a/b, true",
    "/v?/items, /v1/items, true",
    "/v?/items, /v10/items, false",
    "/v1/*/items, /v1/a/items, true",
    "/v1/*/items, /v1/a/b/items, false",
    "/v1/**/items, /v1/items, true",
    "/v1/**/items, /v1/a/b/items, true",
    "/v1/*/**, /v1/a, true",
    "/v1/*/**, /v1/a/b/c, true",
    "/*.css, /a.css, true",
    "/*.css, /a/b.css, false",
    "**.css, /a/b.css, true",
    "/a+b(c), /a+b(c), true",
    "/a.b/*, /aXb/c, false",
  })
  void matches_asDocumented(String glob, String path, boolean matches) {
    assertThat(PathGlob.of(glob).matches(path)).isEqualTo(matches);
  }

  /** The meaning once more, in other words than the matcher's. */
  private static Pattern regex(String glob) {
    String rest = glob.endsWith("/**") ? glob.substring(0, glob.length() - 3) : glob;
    String regex =
        rest.replace("**/", "\u0001")
            .replace("**", "\u0002")
            .replace("*", "\u0003")
            .replace("?", "\u0004");
    StringBuilder quoted = new StringBuilder();
    regex
        .codePoints()
        .forEach(
            c ->
                quoted.append(
                    switch (c) {
                      case 1 -> "(?:.*/)?";
                      case 2 -> ".*";
                      case 3 -> "[^/]*";
                      case 4 -> "[^/]";
                      default -> Pattern.quote(Character.toString(c));
                    }));
    return Pattern.compile(quoted + (rest.equals(glob) ? "" : "(?:/.*)?"), Pattern.DOTALL);
  }

  private static String text(Random random, String[] parts, int longest) {
    return random
        .ints(random.nextInt(longest + 1), 0, parts.length)
        .mapToObj(i -> parts[i])
        .collect(Collectors.joining());
  }

  @Test
  void matches_anyPathAsTheRegularExpressionWould() {
    String[] globParts = {"/", "a", "b", "*", "**", "?", "/**", "**/", "\uD83D\uDE00", ".", "\n"};
    String[] pathParts = {"/", "a", "b", "/a", "/b", "\uD83D\uDE00", ".", "\n", "\uD83D"};
    Random random = new Random(7);
    int matching = 0;
    for (int i = 0; i < 20_000; i++) {
      String glob = (random.nextBoolean() ? "/" : "*") + text(random, globParts, 7);
      // Three stars may be read in two ways; here is not the place to say which.
      if (glob.contains("***")) {
        continue;
      }
      PathGlob tried = PathGlob.of(glob);
      Pattern expected = regex(glob);
      for (int j = 0; j < 20; j++) {
        String path = "/" + text(random, pathParts, 8);
        boolean matches = expected.matcher(path).matches();
        assertThat(tried.matches(path)).as("%s on %s", glob, path).isEqualTo(matches);
        matching += matches ? 1 : 0;
      }
    }
    assertThat(matching).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/**/a/**/a/**/a/**/a/**/a/**/b",
        "**a**a**a**a**a**b",
        "/*a*a*a*a*a*a*a*b/**",
        "/**/*a*/**/*a*/**/*a*/**/*a*/b/**/c",
      })
  void matches_whenThePathIsHostile_takesLittleTime(String glob) {
    PathGlob tried = PathGlob.of(glob);
    // As long as the headers of a request may be; the end fits, so that no check of it helps.
    for (String path : List.of("/a".repeat(4_000) + "c", "/" + "a".repeat(8_000) + "/c")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(2),
          () -> {
            for (int i = 0; i < 10; i++) {
              assertThat(tried.matches(path + "\n/b")).isIn(true, false);
              assertThat(tried.matches(path + "b/c")).isIn(true, false);
              assertThat(tried.matches(path)).isFalse();
            }
          });
    }
  }

  @Test
  void of_whenNeitherSlashNorStarBegins_fails() {
    assertThatThrownBy(() -> PathGlob.of("health"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("exclude must start with / or *: health");
  }
}
