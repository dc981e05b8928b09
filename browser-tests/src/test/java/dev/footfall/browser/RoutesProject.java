package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import dev.footfall.server.oracle.Recomputation;
import dev.footfall.server.oracle.SeededProject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A project with records and with declared routes, and a browser to look at it. */
final class RoutesProject implements AutoCloseable {
  static final String ROUTE = "GET /v1/items/{id}";
  static final String NEVER = "GET /v1/never/{id}";
  static final String SERVICE = "shop";
  static final Set<String> DECLARED = Set.of(ROUTE, NEVER, "POST /v1/neither");

  private static final String FROM = SeededProject.END.minus(Duration.ofDays(19)).toString();
  private static final String TO = SeededProject.END.toString();
  private static final String TIME = "live=off&zone=Europe%2FParis&from=" + FROM + "&to=" + TO;

  /** The pages, of the time that {@link #looked} means. */
  static final String ALL = "/dashboard/routes?" + TIME;

  static final String ONE = "/dashboard/route?route=" + encoded(ROUTE) + "&" + TIME;

  private final Chromium chromium = Chromium.start();
  private final TestServer server;
  private final String key;
  private final Recomputation records;

  RoutesProject(Path data) {
    server = new TestServer(data);
    key = new SeededProject(server, 6000).key();
    ObjectNode post = TestServer.JSON.createObjectNode();
    post.put("api_key", key).put("service", SERVICE);
    DECLARED.forEach(post.putArray("routes")::add);
    assertThat(server.post("/api/routes", post.toString()).status()).isEqualTo(201);
    records = new Recomputation(server, key);
  }

  TestServer server() {
    return server;
  }

  String key() {
    return key;
  }

  Recomputation records() {
    return records;
  }

  Visit visit(ColorScheme theme, int width) {
    return new Visit(chromium, server.url(), theme, width, 900).signIn(key);
  }

  /** What the pages look at. */
  static ExpectedFigures.Looked looked(List<String> chips) {
    return new ExpectedFigures.Looked(FROM, TO, "Europe/Paris", chips);
  }

  static void asTable(Visit visit, String chart) {
    visit
        .page()
        .getByLabel(chart + " as a table", new Page.GetByLabelOptions().setExact(true))
        .click();
    visit.settled();
  }

  static List<String> chips(String filters) {
    return filters.isEmpty() ? List.of() : List.of(filters.split("&"));
  }

  static String parameters(List<String> chips) {
    return chips.stream().map(chip -> "&filter=" + encoded(chip)).collect(Collectors.joining());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
    chromium.close();
  }
}
