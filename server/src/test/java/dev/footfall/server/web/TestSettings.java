package dev.footfall.server.web;

import dev.footfall.server.retention.RetentionRules;
import dev.footfall.server.store.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Settings for a server under test: loopback, any port, no limits. */
final class TestSettings {
  static final String OWNER_TOKEN = "the-owner's-token";

  private TestSettings() {}

  static WebSettings with(@Nullable String adminToken) {
    return with(adminToken, null);
  }

  static WebSettings withDemo(Supplier<@Nullable Caller> demo) {
    return with(null, demo);
  }

  private static WebSettings with(
      @Nullable String adminToken, @Nullable Supplier<@Nullable Caller> demo) {
    return new WebSettings(
        "127.0.0.1",
        0,
        "",
        adminToken,
        OWNER_TOKEN,
        false,
        List.of(),
        WebSettings.RateLimits.NONE,
        List.of(),
        false,
        false,
        new RetentionRules(null, null, false),
        Path.of("none"),
        "test",
        demo);
  }
}
