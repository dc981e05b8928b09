package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigTest {

  @Test
  void build_whenNothingIsSet_hasTheDocumentedDefaults() {
    Config c = Config.builder(Pipeline.KEY).build();

    assertThat(c.serverUrl).hasToString("https://www.apianalytics-server.com/");
    assertThat(c.privacyLevel).isEqualTo(PrivacyLevel.FULL);
    assertThat(c.extras).containsExactlyInAnyOrder(Extra.ROUTE, Extra.ERROR);
    assertThat(c.sampleRate).isEqualTo(1.0);
    assertThat(c.clientIpHeaders).containsExactly("Forwarded", "X-Forwarded-For");
    assertThat(c.maxQueued).isEqualTo(10_000);
    assertThat(c.maxBufferedBytes).isEqualTo(16_000_000);
    assertThat(c.dropOldest).isFalse();
    assertThat(c.maxBatch).isEqualTo(2_000);
    assertThat(c.maxAge).isEqualTo(Duration.ofHours(24));
    assertThat(c.maxSpoolBytes).isEqualTo(256_000_000);
    assertThat(c.shutdownTimeout).isEqualTo(Duration.ofSeconds(5));
    assertThat(c.enabled).isTrue();
    assertThat(c.instance).isNotBlank();
    assertThat(new ServerFacts(c).flushInterval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(new ServerFacts(c).framework()).isEqualTo("Java");
  }

  static Stream<Arguments> badSettings() {
    return Stream.of(
        bad(b -> b.serverUrl("ftp://x"), "serverUrl is no http or https URL: ftp://x"),
        bad(b -> b.serverUrl("http://x?a=b"), "serverUrl must not have a query or fragment"),
        bad(b -> b.serverUrl("http://u:p@x"), "serverUrl must not carry a user name"),
        bad(b -> b.privacyLevel(3), "privacyLevel is not 0, 1 or 2: 3"),
        bad(b -> b.framework(" "), "framework is blank"),
        bad(b -> b.hashUserIds(""), "hashUserIds is blank"),
        bad(b -> b.exclude("health"), "exclude must start with / or *: health"),
        bad(b -> b.sampleRate(0), "sampleRate is not within 0.000001–1: 0.0"),
        bad(b -> b.sampleRate(Double.NaN), "sampleRate is not within 0.000001–1: NaN"),
        bad(b -> b.trustedProxies("10.0.0.0/99"), "trustedProxies has a prefix length outside"),
        bad(b -> b.clientIpHeaders("X Real"), "clientIpHeaders is no header name: X Real"),
        bad(b -> b.flushInterval(Duration.ZERO), "flushInterval is not within 100 ms–1 h: PT0S"),
        bad(b -> b.maxQueued(0), "maxQueued < 1: 0"),
        bad(b -> b.maxBufferedBytes(1), "maxBufferedBytes < 100000: 1"),
        bad(b -> b.maxBatch(20_001), "maxBatch is not within 1–20000: 20001"),
        bad(b -> b.maxAge(Duration.ZERO), "maxAge < 1 s: PT0S"),
        bad(b -> b.maxSpoolBytes(0), "maxSpoolBytes < 1000000: 0"),
        bad(b -> b.shutdownTimeout(Duration.ofMillis(-1)), "shutdownTimeout is not within"),
        bad(b -> b.set("flushIntervall", "5s"), "there is no setting flushIntervall; there are"),
        bad(b -> b.set("flushInterval", "5"), "flushInterval is no duration such as 500ms"),
        bad(b -> b.set("maxQueued", "many"), "maxQueued is no integer: many"),
        bad(b -> b.set("enabled", "yes"), "enabled is neither true nor false: yes"),
        bad(b -> b.set("include", "SIZE"), "include is not one of"),
        bad(b -> b.set("maxBufferedBytes", "1 TB"), "maxBufferedBytes is no number of bytes"));
  }

  private static Arguments bad(Consumer<Config.Builder> setting, String message) {
    return Arguments.of(setting, message);
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void setter_whenValueIsBad_failsAtOnceNamingSettingRuleAndValue(
      Consumer<Config.Builder> setting, String message) {
    Config.Builder builder = Config.builder(Pipeline.KEY);

    assertThatThrownBy(() -> setting.accept(builder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void builder_whenKeyIsUnusable_failsWithoutRepeatingIt() {
    assertThatThrownBy(() -> Config.builder(null)).hasMessage("apiKey is null");
    assertThatThrownBy(() -> Config.builder(" ")).hasMessage("apiKey is blank");
    assertThatThrownBy(() -> Config.builder("se\ncret"))
        .hasMessageStartingWith("apiKey has")
        .hasMessageNotContaining("cret\n");
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "5s, PT5S", "1m, PT1M", "1h, PT1H", "PT7S, PT7S"})
  void set_whenDuration_takesUnitsAndIso(String text, Duration expected) {
    assertThat(Config.builder(Pipeline.KEY).set("flushInterval", text).build().flushInterval)
        .isEqualTo(expected);
  }

  @Test
  void fromEnvironment_readsEachSettingByItsDerivedName() {
    Config c =
        Config.fromEnvironment(
            Map.of(
                "FOOTFALL_API_KEY", Pipeline.KEY,
                "FOOTFALL_SERVER_URL", "http://localhost:8080/footfall",
                "FOOTFALL_PRIVACY_LEVEL", "no-address-stored",
                "FOOTFALL_FLUSH_INTERVAL", "5s",
                "FOOTFALL_EXCLUDE", "/health, /internal/**",
                "FOOTFALL_INCLUDE", "sizes",
                "FOOTFALL_OMIT", "ERROR",
                "FOOTFALL_MAX_BUFFERED_BYTES", "2MB",
                "FOOTFALL_DROP_OLDEST", "true",
                "FOOTFALL_SERVER_PORT", "of the server, not ours"));

    assertThat(c.serverUrl).hasToString("http://localhost:8080/footfall");
    assertThat(c.privacyLevel).isEqualTo(PrivacyLevel.NO_ADDRESS_STORED);
    assertThat(c.flushInterval).isEqualTo(Duration.ofSeconds(5));
    assertThat(c.exclusions).hasSize(2);
    assertThat(c.extras).containsExactlyInAnyOrder(Extra.ROUTE, Extra.SIZES);
    assertThat(c.maxBufferedBytes).isEqualTo(2_000_000);
    assertThat(c.dropOldest).isTrue();
  }

  @Test
  void fromEnvironment_whenWrong_namesTheVariable() {
    assertThatThrownBy(() -> Config.fromEnvironment(Map.of()))
        .hasMessage("FOOTFALL_API_KEY is not set in the environment");
    assertThatThrownBy(
            () ->
                Config.fromEnvironment(
                    Map.of("FOOTFALL_API_KEY", Pipeline.KEY, "FOOTFALL_MAX_BATCH", "0")))
        .hasMessage("FOOTFALL_MAX_BATCH: maxBatch is not within 1–20000: 0");
  }

  @Test
  void toBuilder_keepsEverythingTheInstanceIncluded() {
    Config first = Config.builder(Pipeline.KEY).service("shop").exclude("/health").build();
    Config second = first.toBuilder().exclude("/metrics").build();

    assertThat(second.service).isEqualTo("shop");
    assertThat(second.instance).isEqualTo(first.instance);
    assertThat(second.exclusions).hasSize(2);
    assertThat(first.exclusions).hasSize(1);
  }

  @Test
  void hasMappers_whenOneOrExcludeIfIsSet_isTrue() {
    Config.Builder builder = Config.builder(Pipeline.KEY).exclude("/health").hashUserIds("x");
    assertThat(builder.build().hasMappers()).isFalse();
    assertThat(builder.build().toBuilder().excludeIf(r -> false).build().hasMappers()).isTrue();
    assertThat(builder.build().toBuilder().referrer(r -> "").build().hasMappers()).isTrue();
    assertThat(builder.build().toBuilder().path(r -> "").build().hasMappers()).isTrue();
  }

  @Test
  void toString_neverShowsTheKey() {
    Config c = Config.builder(Pipeline.KEY).build();

    assertThat(c.toString()).contains("apianalytics-server").doesNotContain(Pipeline.KEY);
    assertThat(c.destination).doesNotContain(Pipeline.KEY);
  }

  @Test
  void environment_emptyVariablesAreUnset() {
    Config config =
        Config.fromEnvironment(
            Map.of(
                "FOOTFALL_API_KEY", Pipeline.KEY,
                "FOOTFALL_SPOOL_DIRECTORY", "",
                "FOOTFALL_SERVICE", " "));
    assertThat(config.spoolDirectory).isNull();
    assertThat(config.service).isNull();
  }

  @Test
  void list_isEmptiedByNone() {
    Config config =
        Config.fromEnvironment(
            Map.of("FOOTFALL_API_KEY", Pipeline.KEY, "FOOTFALL_TRUSTED_PROXIES", "none"));
    assertThat(config.trustedProxies).isEmpty();
  }
}
