package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How times and numbers are written. */
class FormatTest {
  @TempDir static Path data;
  @AutoClose private static TestServer server;
  @AutoClose private static Chromium chromium;
  private static Visit visit;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    server = new TestServer(data);
    visit = new Visit(chromium, server.url(), ColorScheme.LIGHT, 800, 600);
    visit.page().navigate(server.url() + "/dashboard");
  }

  @AfterAll
  static void leave() {
    visit.close();
  }

  /** What a function of the module gives, called with each of these. */
  private static List<?> written(String name, String... calls) {
    return (List<?>)
        visit.module("parts/format.js", name, "[" + name + String.join("," + name, calls) + "]");
  }

  @Test
  void range_saysTheYear_unlessItIsThisOne() {
    assertThat(
            written(
                "range",
                "('2025-11-22T00:00:00Z', '2026-11-22T02:47:00Z', 'UTC')",
                "('2024-03-01T00:00:00Z', '2024-03-01T02:47:00Z', 'UTC')",
                "('2024-03-01T00:00:00Z', '2024-03-02T00:00:00Z', 'UTC')",
                "(`${new Date().getFullYear()}-03-01T00:00:00Z`,"
                    + " `${new Date().getFullYear()}-03-02T12:30:00Z`, 'UTC')",
                "('2024-12-31T23:30:00Z', '2025-01-01T00:30:00Z', 'Europe/Paris')"))
        .isEqualTo(
            List.of(
                "22 Nov 2025, 00:00 – 22 Nov 2026, 02:47",
                "1 Mar 2024, 00:00 – 02:47",
                "1 Mar 2024, 00:00 – 2 Mar 2024, 00:00",
                "1 Mar, 00:00 – 2 Mar, 12:30",
                "1 Jan 2025, 00:30 – 01:30"));
  }

  @Test
  void exactDuration_hasTheMillisecondsWhereTheUnitHidesThem() {
    assertThat(written("exactDuration", "(12.4)", "(1500)", "(240123.456)"))
        .isEqualTo(List.of("12 ms", "1.50 s (1,500 ms)", "4.0 min (240,123.456 ms)"));
  }

  @Test
  void change_isAPercentage_aFactorWhenLarge_andPointsOfPercentages() {
    assertThat(
            visit.module(
                "parts/format.js",
                "change",
                """
                [[110, 100], [95, 100], [1000, 1000.4], [25254, 100], [1101, 100], [0, 100], [3, 0],
                 [3.5, 1.25, true], [2, 2.06, true], [1.5, 1.52, true], [2, 0, true]]
                  .map(([now, before, isPercentage]) => change(now, before, isPercentage))
                  .map(({ by, slight }) => by + (slight ? ' slight' : ''))"""))
        .isEqualTo(
            List.of(
                "+10%",
                "−5.0%",
                "0.0% slight",
                "×253",
                "×11",
                "−100%",
                "new",
                "+2.3 pp",
                "−0.1 pp",
                "0.0 pp slight",
                "+2.0 pp"));
  }

  @Test
  void duration_hasDigitsByItsSize() {
    assertThat(written("duration", "(0)", "(0.04)", "(12.4)", "(2500)"))
        .isEqualTo(List.of("0 ms", "0.04 ms", "12 ms", "2.50 s"));
  }
}
