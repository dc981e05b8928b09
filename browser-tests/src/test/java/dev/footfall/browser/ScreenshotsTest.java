package dev.footfall.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.footfall.server.FootfallServer;
import dev.footfall.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Draws README's pictures anew, into {@code target/screenshots}: what a window first shows of the
 * pages on the demo's year. {@code footfall.screenshots.records} is the size of the year; README's
 * are of 600,000.
 */
class ScreenshotsTest {
  private static final int RECORDS = Integer.getInteger("footfall.screenshots.records", 100_000);

  @TempDir static Path data;
  @AutoClose private static FootfallServer server;
  @AutoClose private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    server =
        FootfallServer.start(
            ServerOptions.builder()
                .port(0)
                .data(data.resolve("data"))
                .demo(true)
                .demoRecords(RECORDS)
                .build());
    assertThat(Objects.requireNonNull(server.demo()).awaitWhole(Duration.ofMinutes(3))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "overview, '', LIGHT, 1440",
    "overview, '', DARK, 1440",
    "overview, '', LIGHT, 390",
    "routes, /routes, LIGHT, 1440",
    "routes, /routes, DARK, 390",
    "explorer, /explorer, DARK, 1440",
    "explorer, /explorer, LIGHT, 390",
  })
  void page_isDrawn(String name, String path, ColorScheme theme, int width) throws IOException {
    try (Visit visit = new Visit(chromium, server.url(), theme, width, 900)) {
      visit.lookAtTheDemo().open("/dashboard" + path + "?live=off");

      String file = name + "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT);
      visit.firstScreen(file);

      assertThat(Files.size(Path.of("target", "screenshots", file + ".png"))).isGreaterThan(20_000);
    }
  }
}
