package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {

  @Test
  void build_whenNothingIsSet_hasTheDocumentedDefaults() {
    Config c = Config.builder(Pipeline.KEY).build();

    assertThat(c.values.serverUrl).hasToString("https://www.apianalytics-server.com/");
    assertThat(c.values.privacyLevel).isEqualTo(PrivacyLevel.FULL);
    assertThat(c.values.extras).containsExactlyInAnyOrder(Extra.ROUTE, Extra.ERROR);
    assertThat(c.values.sampleRate).isEqualTo(1.0);
    assertThat(c.values.clientIpHeaders).containsExactly("Forwarded", "X-Forwarded-For");
    assertThat(c.values.maxQueued).isEqualTo(10_000);
    assertThat(c.values.maxBufferedBytes).isEqualTo(16_000_000);
    assertThat(c.values.dropOldest).isFalse();
    assertThat(c.values.maxBatch).isEqualTo(2_000);
    assertThat(c.values.maxAge).isEqualTo(Duration.ofHours(24));
    assertThat(c.values.maxSpoolBytes).isEqualTo(256_000_000);
    assertThat(c.values.shutdownTimeout).isEqualTo(Duration.ofSeconds(5));
    assertThat(c.values.enabled).isTrue();
    assertThat(c.values.instance).isNotBlank();
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
        bad(
            b -> b.flushInterval(Duration.ofMillis(5)),
            "flushInterval is not within 100 ms–1 h: 5ms"),
        bad(
            b -> b.flushInterval(Duration.ofMinutes(90)),
            "flushInterval is not within 100 ms–1 h: 90m"),
        bad(b -> b.maxQueued(0), "maxQueued < 1: 0"),
        bad(b -> b.maxBufferedBytes(1), "maxBufferedBytes < 100000: 1"),
        bad(b -> b.maxBatch(20_001), "maxBatch is not within 1–20000: 20001"),
        bad(b -> b.maxAge(Duration.ZERO), "maxAge < 1 s: 0s"),
        bad(b -> b.maxAge(Duration.ofDays(31)), "maxAge > 30 d: 31d"),
        bad(b -> b.maxAge(Duration.ofHours(721)), "maxAge > 30 d: 721h"),
        bad(b -> b.maxAge(Duration.ofSeconds(Long.MAX_VALUE)), "maxAge > 30 d: PT"),
        bad(b -> b.maxSpoolBytes(0), "maxSpoolBytes < 1000000: 0"),
        bad(
            b -> b.shutdownTimeout(Duration.ofMillis(-1)),
            "shutdownTimeout is not within 0–5 min: -1ms"),
        bad(
            b -> b.shutdownTimeout(Duration.ofNanos(-1)),
            "shutdownTimeout is not within 0–5 min: PT-0.000000001S"),
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
    assertThat(Config.builder(Pipeline.KEY).set("flushInterval", text).build().values.flushInterval)
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

    assertThat(c.values.serverUrl).hasToString("http://localhost:8080/footfall");
    assertThat(c.values.privacyLevel).isEqualTo(PrivacyLevel.NO_ADDRESS_STORED);
    assertThat(c.values.flushInterval).isEqualTo(Duration.ofSeconds(5));
    assertThat(c.values.exclusions).hasSize(2);
    assertThat(c.values.extras).containsExactlyInAnyOrder(Extra.ROUTE, Extra.SIZES);
    assertThat(c.values.maxBufferedBytes).isEqualTo(2_000_000);
    assertThat(c.values.dropOldest).isTrue();
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

    assertThat(second.values.service).isEqualTo("shop");
    assertThat(second.values.instance).isEqualTo(first.values.instance);
    assertThat(second.values.exclusions).hasSize(2);
    assertThat(first.values.exclusions).hasSize(1);
  }

  @Test
  void builder_afterBuild_changesNothingThatWasBuilt() throws Exception {
    String[] globs = {"/a"};
    String[] headers = {"X-Real-IP"};
    Config.Builder builder =
        Config.builder(Pipeline.KEY).exclude(globs).clientIpHeaders(headers).include(Extra.SIZES);
    Config built = builder.build();
    Map<String, Object> before = everyValueOf(built);
    globs[0] = "/b";
    headers[0] = "CF-Connecting-IP";
    changeEverything(builder);
    changeEverything(built.toBuilder());
    Map<String, Object> changed = everyValueOf(builder.build());

    assertThat(everyValueOf(built)).isEqualTo(before);
    assertThat(built.values.exclusions.get(0).matches("/a")).isTrue();
    assertThat(built.values.clientIpHeaders).containsExactly("X-Real-IP");
    // None was forgotten above, nor is one lost on its way from the builder.
    before.forEach((name, value) -> assertThat(changed.get(name)).as(name).isNotEqualTo(value));
  }

  private static void changeEverything(Config.Builder builder) {
    builder
        .serverUrl("http://other")
        .privacyLevel(2)
        .framework("Other")
        .service("other")
        .environment("other")
        .version("2")
        .instance("other")
        .hashUserIds("other")
        .include(Extra.TRACE_ID)
        .omit(Extra.ROUTE)
        .exclude("/other")
        .excludeIf(request -> true)
        .sampleRate(0.5)
        .trustedProxies("192.0.2.1")
        .clientIpHeaders("Other")
        .flushInterval(Duration.ofSeconds(7))
        .maxQueued(7)
        .maxBufferedBytes(700_000)
        .dropOldest(true)
        .maxBatch(7)
        .maxAge(Duration.ofMinutes(7))
        .spoolDirectory(Path.of("other"))
        .maxSpoolBytes(7_000_000)
        .shutdownTimeout(Duration.ofSeconds(7))
        .enabled(false)
        .okHttpClient(new OkHttpClient())
        .listener(new DeliveryListener() {})
        .path(request -> "other")
        .route(request -> "other")
        .hostname(request -> "other")
        .ipAddress(request -> "other")
        .userAgent(request -> "other")
        .userId(request -> "other")
        .userGroup(request -> "other")
        .sessionId(request -> "other")
        .referrer(request -> "other");
  }

  private static Map<String, Object> everyValueOf(Config config) throws IllegalAccessException {
    Map<String, Object> values = new TreeMap<>();
    for (Field field : Values.class.getDeclaredFields()) {
      if (!field.isSynthetic()) {
        values.put(field.getName(), field.get(config.values));
      }
    }
    return values;
  }

  @Test
  void settingNames_areThoseThatSetKnows() {
    assertThat(Config.settingNames())
        .startsWith("serverUrl", "privacyLevel", "framework", "service")
        .endsWith("shutdownTimeout", "enabled")
        .hasSize(24);
    assertThatThrownBy(() -> Config.settingNames().remove("serverUrl"))
        .isInstanceOf(UnsupportedOperationException.class);
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
    assertThat(config.values.spoolDirectory).isNull();
    assertThat(config.values.service).isNull();
  }

  @Test
  void list_isEmptiedByNone() {
    Config config =
        Config.fromEnvironment(
            Map.of("FOOTFALL_API_KEY", Pipeline.KEY, "FOOTFALL_TRUSTED_PROXIES", "none"));
    assertThat(config.values.trustedProxies).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SERVER_URL", "PRIVACY_LEVEL", "HASH_USER_IDS"})
  void fromEnvironment_whenWhatProtectsIsBlank_fails(String name) {
    assertThatThrownBy(
            () ->
                Config.fromEnvironment(Map.of("FOOTFALL_API_KEY", "key", "FOOTFALL_" + name, " ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("FOOTFALL_" + name + " is blank");
  }

  @Test
  void fromEnvironment_whenOff_needsNoKey() {
    Config off = Config.fromEnvironment(Map.of("FOOTFALL_ENABLED", "false"));

    assertThat(off.values.enabled).isFalse();
  }
}
