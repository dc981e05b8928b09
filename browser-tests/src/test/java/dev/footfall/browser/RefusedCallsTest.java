package dev.footfall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls the page about the API says are not for whoever is signed in. */
class RefusedCallsTest {
  private static final String URL = "/dashboard/api";

  @TempDir static Path data;
  @AutoClose private static BrowsedProject project;

  @BeforeAll
  static void start() {
    project = new BrowsedProject(data, 100);
  }

  /** Of those that need a sign-in; what is the operator's has nothing to do with it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokens | {'owner':'r','scope':'read'}",
        "tokens | {'owner':'f','scope':'read','filters':[{'field':'method','op':'is','value':'GET'}]}",
        "shares | {'name':'s','expires_at':'2999-01-01'}",
      })
  void refusedCalls_areMarkedBefore_andAreThoseThatTheServerRefuses(String kind, String terms) {
    TestServer server = project.server();
    String secret =
        server
            .post("/api/v1/" + kind, terms.replace('\'', '"'), "X-AUTH-TOKEN", project.key())
            .json()
            .get("token")
            .asText();
    Set<String> refused = new TreeSet<>();
    for (var path : server.get("/api/openapi.json").json().get("paths").properties()) {
      for (var call : path.getValue().properties()) {
        String needs = call.getValue().path("x-needs").asText();
        if (!Set.of("read", "read, filtered", "admin").contains(needs)) {
          continue;
        }
        String method = call.getKey().toUpperCase(Locale.ROOT);
        byte[] body = Set.of("POST", "PATCH").contains(method) ? "{}".getBytes() : null;
        String address = path.getKey().replaceAll("\\{.*?}", "1");
        if (server.send(method, address, body, "X-AUTH-TOKEN", secret).status() == 403) {
          refused.add(call.getValue().get("operationId").asText());
        }
      }
    }
    try (Visit visit = project.stranger(ColorScheme.LIGHT, 1440).signIn(secret)) {
      Page page = visit.open(URL).page();
      Object marked =
          page.locator(".api-list a:has(.api-lock)")
              .evaluateAll("all => all.map(a => new URL(a.href).searchParams.get('call')).sort()");
      assertThat(marked).isEqualTo(List.copyOf(refused));
      assertThat(refused).hasSizeGreaterThan(15);
      assertThat(page.locator(".api-list")).containsText(refused.size() + " of these");
      visit.assertAccessible();

      visit.open(URL + "?call=makeKey");
      assertThat(page.locator("#refused")).containsText("It is refused to you.");
      assertThat(page.locator("[data-try]")).hasAttribute("aria-describedby", "refused");
      visit.assertAccessible();
      visit.firstScreen("api-refused-" + kind);
      visit.open(URL + "?call=query");
      assertThat(page.locator("#refused")).hasCount(0);
    }
  }

  @Test
  void refusedCalls_ofAKey_areNone() {
    try (Visit visit = project.visit()) {
      Page page = visit.open(URL).page();
      assertThat(page.locator(".api-list a")).not().hasCount(0);
      assertThat(page.locator(".api-lock, .api-refused")).hasCount(0);
    }
  }
}
