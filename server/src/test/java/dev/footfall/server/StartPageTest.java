package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SNIPPET =
      Pattern.compile("<pre id=\"([^\"]+)\"[^>]*>(.*?)</pre>", Pattern.DOTALL);

  @TempDir static Path data;
  private static String html;
  private static String script;

  @BeforeAll
  static void read() {
    try (TestServer server = new TestServer(data)) {
      html = text(server, "/");
      script = text(server, "/start.js");
    }
  }

  @Test
  void code_isAnExcerptOfWhatTheBuildCompiles() throws IOException {
    List<String> sources;
    try (Stream<Path> files = Files.walk(ROOT.resolve("examples"))) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(file -> content(file).replace("\n    ", "\n"))
              .toList();
    }
    for (String name : List.of("servlet-java", "javalin-java")) {
      for (String part : snippets().get(name).split("\n\n")) {
        assertThat(sources).as(part).anyMatch(source -> source.contains(part + "\n"));
      }
    }
  }

  @Test
  void coordinates_areThoseOfTheLibrary() {
    String bom = content(ROOT.resolve("bom/pom.xml"));
    Map<String, String> snippets = snippets();
    for (String name : List.of("spring-maven", "servlet-maven", "javalin-maven")) {
      String artifact = inner("artifactId", snippets.get(name));
      assertThat(bom).contains("<artifactId>" + artifact + "</artifactId>");
      assertThat(snippets.get(name))
          .isEqualTo(
              """
              <dependency>
                <groupId>dev.footfall</groupId>
                <artifactId>%s</artifactId>
                <version>%s</version>
              </dependency>"""
                  .formatted(artifact, Version.current()));
    }
  }

  @Test
  void properties_areThoseOfTheReadme() {
    assertThat(content(ROOT.resolve("README.md")))
        .contains("```properties\n" + snippets().get("spring-properties") + "\n```");
  }

  @Test
  void eachTabAndEachButton_hasWhatItIsFor() {
    assertThat(snippets()).hasSize(6);
    assertThat(all("data-copy=\"([^\"]+)\"", html))
        .containsExactlyInAnyOrderElementsOf(snippets().keySet());
    for (String id : all("aria-(?:controls|labelledby|describedby)=\"([^\"]+)\"", html)) {
      assertThat(html).contains(" id=\"" + id + "\"");
    }
    for (String id : all("\\$\\('([a-z-]+)'\\)", script)) {
      assertThat(html).as(id).contains(" id=\"" + id + "\"");
    }
  }

  @Test
  void key_isKeptNowhere() {
    assertThat(script).contains("api/v1/session");
    assertThat(script)
        .doesNotContain("localStorage", "sessionStorage", "X-AUTH-TOKEN", "innerHTML");
  }

  private static Map<String, String> snippets() {
    Map<String, String> snippets = new TreeMap<>();
    for (MatchResult each : SNIPPET.matcher(html).results().toList()) {
      String text = each.group(2).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
      snippets.put(each.group(1), text);
    }
    return snippets;
  }

  private static String inner(String tag, String xml) {
    return all("<" + tag + ">([^<]+)<", xml).get(0);
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(each -> each.group(1)).toList();
  }

  private static String text(TestServer server, String path) {
    return new String(server.get(path).raw().body(), StandardCharsets.UTF_8);
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
