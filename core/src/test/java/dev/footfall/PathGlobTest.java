package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void of_whenNeitherSlashNorStarBegins_fails() {
    assertThatThrownBy(() -> PathGlob.of("health"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("exclude must start with / or *: health");
  }
}
