package dev.footfall.server.web;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings for a server under test: loopback, any port, no limits. */
final class TestSettings {
  private TestSettings() {}

  static WebSettings with(@Nullable String adminToken) {
    return new WebSettings(
        "127.0.0.1",
        0,
        "",
        adminToken,
        false,
        List.of(),
        WebSettings.RateLimits.NONE,
        List.of(),
        false,
        false,
        Path.of("none"),
        "test");
  }
}
