package dev.footfall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard's page and files as a browser gets them. */
class DashboardPageTest {
  private static final String BASE = "/foot/fall";
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern IMPORT =
      Pattern.compile("(?:\\bfrom|\\bimport)\\s*\\(?\\s*[\"']([^\"'\\s]+)[\"']");

  private static final Pattern STATIC_IMPORT =
      Pattern.compile("(?:\\bfrom|\\bimport)\\s*[\"']([^\"'\\s]+)[\"']");
  private static final Pattern PRELOAD =
      Pattern.compile("<link rel=\"modulepreload\" href=\"([^\"]+)\">");

  @TempDir Path data;
  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(data, options -> options.basePath(BASE));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyView_isAnsweredWithTheOnePage() {
    String page = text(server.get("/dashboard"));
    assertThat(page).contains("<footfall-app", "data-base=\"" + BASE + "\"").doesNotContain("{{");
    for (String path : List.of("/dashboard/", "/dashboard/routes", "/dashboard/a/b")) {
      Answer answer = server.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(withoutPreloads(text(answer))).as(path).isEqualTo(withoutPreloads(page));
      Answer head = server.send("HEAD", path, null);
      assertThat(head.status()).as(path).isEqualTo(200);
      assertThat(head.raw().body()).isEmpty();
    }
    assertThat(server.send("POST", "/dashboard", null).header("Allow")).isEqualTo("GET, HEAD");
  }

  /** As its own imports say, followed one by one. */
  @Test
  void view_namesEachModuleThatItNeedsFromTheStart() throws IOException {
    for (String view : List.of("overview", "explorer")) {
      Answer page = server.get(view.equals("overview") ? "/dashboard" : "/dashboard/" + view);
      JsonNode imports = imports(page);
      String own = imports.get("footfall/").asText();
      Set<String> needed = new LinkedHashSet<>();
      Deque<String> open = new ArrayDeque<>(List.of(own + "app.js", own + "pages/" + view + ".js"));
      while (!open.isEmpty()) {
        String path = open.remove();
        if (needed.add(path)) {
          String source = text(server.get(path(path)));
          STATIC_IMPORT
              .matcher(source)
              .results()
              .forEach(each -> open.add(resolved(path, each.group(1), imports)));
        }
      }
      assertThat(PRELOAD.matcher(text(page)).results().map(each -> each.group(1)))
          .as(view)
          .containsExactlyInAnyOrderElementsOf(needed)
          .noneMatch(path -> path.contains("echarts"));
    }
  }

  @Test
  void viewThatThereIsNot_namesNoModules() {
    assertThat(text(server.get("/dashboard/no/such"))).doesNotContain("modulepreload");
  }

  @Test
  void page_allowsItsOwnScriptsAndItsImportMap_andNothingElse() throws Exception {
    Answer page = server.get("/dashboard");
    byte[] map = importMapText(page).getBytes(StandardCharsets.UTF_8);
    String hash =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(map));

    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self' 'sha256-"
                + hash
                + "'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                + " font-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(text(page)).doesNotContain(" style=", " onclick=", "<style");
  }

  @Test
  void eachModuleAndStyleThatThePageReaches_isServed() throws IOException {
    Answer page = server.get("/dashboard");
    JsonNode imports = imports(page);
    Deque<String> open = new ArrayDeque<>();
    Pattern.compile("(?:src|href)=\"([^\"]+)\"")
        .matcher(text(page))
        .results()
        .forEach(each -> open.add(each.group(1)));
    imports.properties().forEach(each -> open.add(each.getValue().asText()));
    Set<String> seen = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      String path = open.remove();
      if (path.endsWith("/") || !seen.add(path)) {
        continue;
      }
      assertThat(path).startsWith(BASE + "/");
      Answer answer = server.get(path.substring(BASE.length()));
      assertThat(answer.status()).as(path).isEqualTo(200);
      if (path.endsWith("js")) {
        assertThat(answer.header("Content-Type")).as(path).startsWith("text/javascript");
        if (!path.contains("/echarts/")) {
          for (MatchResult each : IMPORT.matcher(text(answer)).results().toList()) {
            open.add(resolved(path, each.group(1), imports));
          }
        }
      } else if (path.endsWith(".css")) {
        assertThat(answer.header("Content-Type")).as(path).startsWith("text/css");
      }
    }
    assertThat(seen).hasSizeGreaterThan(8).anyMatch(path -> path.contains("lit-html/is-server.js"));
  }

  @Test
  void files_mayBeKeptForEver_belowTheHashOfAllOfThem() throws IOException {
    String module = path(imports(server.get("/dashboard")).get("echarts").asText());
    Answer plain = server.get(module);
    assertThat(plain.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(plain.header("Content-Encoding")).isNull();

    for (int i = 0; i < 2; i++) {
      Answer packed = server.get(module, "Accept-Encoding", "gzip");
      assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
      assertThat(packed.raw().body().length).isLessThan(400_000);
      byte[] unpacked =
          new GZIPInputStream(new ByteArrayInputStream(packed.raw().body())).readAllBytes();
      assertThat(unpacked).isEqualTo(plain.raw().body());
    }

    Answer head = server.send("HEAD", module, null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.raw().body()).isEmpty();
    assertThat(module).matches("/assets/[0-9a-f]{16}/echarts/echarts\\.esm\\.min\\.mjs");
  }

  @Test
  void whatNoPageReaches_isNotServed() throws IOException {
    JsonNode imports = imports(server.get("/dashboard"));
    String lit = path(imports.get("lit/").asText());
    String echarts = path(imports.get("echarts").asText());
    assertThat(server.get(lit + "index.js").status()).isEqualTo(200);
    for (String path :
        List.of(
            lit + "index.js.map",
            lit + "index.d.ts",
            lit + "package.json",
            lit + "LICENSE",
            lit + "development/index.js",
            lit + "node/index.js",
            lit + "%2e%2e/lit/index.js",
            lit + "nothing.js",
            echarts.replace("esm.min.mjs", "min.js"),
            path(imports.get("footfall/").asText()) + "index.html",
            lit.replaceFirst("[0-9a-f]{16}", "0123456789abcdef") + "index.js",
            "/assets/x/y")) {
      Answer answer = server.get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
    }
  }

  @Test
  void filesOfAFolder_areServedAsTheyAreNow() throws IOException {
    Path files = Files.createDirectory(data.resolve("files"));
    Files.writeString(files.resolve("index.html"), "{{own}}");
    Files.writeString(files.resolve("app.js"), "first");
    server.close();
    System.setProperty("footfall.dashboard.files", files.toString());
    try (TestServer working = new TestServer(data.resolve("other"))) {
      String own = text(working.get("/dashboard"));
      assertThat(text(working.get(own + "/app.js"))).isEqualTo("first");
      Files.writeString(files.resolve("app.js"), "second");
      Answer again = working.get(own + "/app.js");
      assertThat(text(again)).isEqualTo("second");
      assertThat(again.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(working.get(own.replace("footfall", "lit") + "/index.js").status()).isEqualTo(200);
    } finally {
      System.clearProperty("footfall.dashboard.files");
    }
  }

  private static String withoutPreloads(String page) {
    return PRELOAD.matcher(page).replaceAll("").replaceAll("\\s+", " ");
  }

  private static String resolved(String from, String specifier, JsonNode imports) {
    if (specifier.startsWith(".")) {
      return URI.create(from).resolve(specifier).getPath();
    }
    if (imports.has(specifier)) {
      return imports.get(specifier).asText();
    }
    String best =
        imports.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> name.endsWith("/") && specifier.startsWith(name))
            .max(Comparator.comparing(String::length))
            .orElse("");
    assertThat(best).as("%s imports %s", from, specifier).isNotEmpty();
    return imports.get(best).asText() + specifier.substring(best.length());
  }

  private static String importMapText(Answer page) {
    return IMPORT_MAP
        .matcher(text(page))
        .results()
        .map(each -> each.group(1))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode imports(Answer page) throws IOException {
    return TestServer.JSON.readTree(importMapText(page)).get("imports");
  }

  private static String path(String url) {
    return url.substring(BASE.length());
  }

  private static String text(Answer answer) {
    return new String(answer.raw().body(), StandardCharsets.UTF_8);
  }
}
