package dev.footfall.server.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteRulesTest {
  @ParameterizedTest
  @CsvSource({
    "/health, /health",
    "/, /",
    "/, ''",
    "/users/{id}, /users/ada",
    "/users/{id}, /users/ada?tab=1",
    "/users/{id}, http://api.example.com/users/ada#top",
    "/users/{user-id}/orders/{n}, /users/ada/orders/7",
    "/files/*, /files/a.txt",
    "/files/*/, /files/a/",
    "/files/**, /files/a",
    "/files/**, /files/a/b/c",
    "/files/**, /files/",
    "/files/**, /files//a",
    "/**, /",
    "/**, /any/thing",
    "/reports/{id}.pdf, /reports/2026-11.pdf",
    "/at/v*, /at/v2",
    "/{tenant}/files/**, /acme/files/x/y",
  })
  void path_thatMatches_hasTheTemplateForItsRoute(String template, String path) {
    assertThat(RouteRules.of(List.of(template)).of(path)).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource({
    "/health, /health/",
    "/health, /healthy",
    "/health, /Health",
    "/users/{id}, /users/",
    "/users/{id}, /users",
    "/users/{id}, /users/ada/orders",
    "/users/{id}, /v1/users/ada",
    "/files/**, /files",
    "/files/**, /filesystem",
    "/reports/{id}.pdf, /reports/.pdf",
    "/reports/{id}.pdf, /reports/a.pdfs",
    "/aa*aa, /aaa",
    "/aa*aa, /aaaa",
    "/**, *",
    "/*, ''",
  })
  void path_thatDoesNot_hasNone(String template, String path) {
    assertThat(RouteRules.of(List.of(template)).of(path)).isNull();
  }

  @Test
  void first_thatMatches_counts() {
    RouteRules rules = RouteRules.of(List.of("/files/new", "/files/{name}", "/files/**"));

    assertThat(rules.of("/files/new")).isEqualTo("/files/new");
    assertThat(rules.of("/files/old")).isEqualTo("/files/{name}");
    assertThat(rules.of("/files/old/1")).isEqualTo("/files/**");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "files/* | must begin with a slash",
        "GET /files | must begin with a slash",
        "/a b | has a blank",
        "/a?b=c | has a blank, a ? or a #",
        "/**/a | has ** before its end",
        "/a** | neither text nor text with one * or one {name} in it: a**",
        "/{a}{b} | neither text nor",
        "/{a | neither text nor",
        "/{} | neither text nor",
        "/{a b} | has a blank",
      })
  void text_thatIsNoTemplate_isRefusedWithTheReason(String text, String reason) {
    assertThatThrownBy(() -> RouteRules.check(text)).hasMessageContaining(reason);
  }

  @Test
  void text_thatIsTooLong_isRefused() {
    assertThatCode(() -> RouteRules.check("/" + "a".repeat(499))).doesNotThrowAnyException();
    assertThatThrownBy(() -> RouteRules.check("/" + "a".repeat(500)))
        .hasMessageContaining("is over 500 characters");
  }

  /** Held against asking one template after the other. */
  @Test
  void path_hasTheFirstOfManyTemplates_thatMatches() {
    Random random = new Random(7);
    int matched = 0;
    for (int round = 0; round < 500; round++) {
      List<String> templates =
          random
              .ints(1 + random.nextInt(30), 0, 1_000)
              .mapToObj(i -> text(random, "a", "b", "", "*", "{x}", "a{x}"))
              .map(text -> random.nextInt(4) == 0 ? text + "/**" : text)
              .distinct()
              .toList();
      RouteRules rules = RouteRules.of(templates);
      for (int i = 0; i < 20; i++) {
        String path = text(random, "a", "b", "", "ab", "c");
        String expected =
            templates.stream()
                .filter(template -> RouteRules.of(List.of(template)).of(path) != null)
                .findFirst()
                .orElse(null);
        assertThat(rules.of(path)).as("%s of %s", path, templates).isEqualTo(expected);
        matched += expected == null ? 0 : 1;
      }
    }
    assertThat(matched).isBetween(1_000, 9_000);
  }

  private static String text(Random random, String... segments) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append('/').append(segments[random.nextInt(segments.length)]);
    }
    return text.toString();
  }
}
