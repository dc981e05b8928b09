package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

  private static final long NOW = 1_763_676_000_123L;

  private static RequestRecord record(Config config, RequestView request, Throwable error) {
    Capture capture = new RequestReader(config).read(request, NOW, 200, 1_500_000, error, null);
    return new Cleaner(config, new Ledger()).clean(capture);
  }

  private static RequestRecord record(Config config, RequestView request) {
    return record(config, request, null);
  }

  @Test
  void read_atLevelTwo_doesNotCallTheAddressMapper() {
    AtomicBoolean called = new AtomicBoolean();
    Config config =
        Pipeline.config()
            .privacyLevel(PrivacyLevel.NO_ADDRESS_SENT)
            .ipAddress(
                r -> {
                  called.set(true);
                  return "198.51.100.9";
                })
            .build();

    assertThat(record(config, FakeRequest.get("/a")).ipAddress()).isEmpty();
    assertThat(called).isFalse();
  }

  @Test
  void read_atLevelTwo_asksNeitherForAddressNorForwardingHeaders() {
    Config config =
        Pipeline.config()
            .privacyLevel(PrivacyLevel.NO_ADDRESS_SENT)
            .clientIpHeaders("Forwarded", "X-Forwarded-For", "CF-Connecting-IP")
            .userId(r -> r.header("X-User"))
            .build();
    RequestView request =
        new Delegate(FakeRequest.get("/a").header("X-User", "u")) {
          @Override
          public String remoteAddress() {
            return fail("the address was read");
          }

          @Override
          public String headerLines(String name) {
            return fail(name + " was read");
          }

          @Override
          public String header(String name) {
            return name.contains("orward") || name.startsWith("CF")
                ? fail(name + " was read")
                : super.header(name);
          }
        };

    RequestRecord r = record(config, request);

    assertThat(r.ipAddress()).isEmpty();
    assertThat(r.userId()).isEqualTo("u");
  }

  @Test
  void read_belowLevelTwo_findsTheClientBehindTrustedProxies() {
    RequestView proxied =
        FakeRequest.get("/a").from("10.0.0.1").header("X-Forwarded-For", "198.51.100.1");
    RequestView spoofed =
        FakeRequest.get("/a").from("203.0.113.7").header("X-Forwarded-For", "198.51.100.1");

    for (PrivacyLevel level :
        new PrivacyLevel[] {PrivacyLevel.FULL, PrivacyLevel.NO_ADDRESS_STORED}) {
      Config config = Pipeline.config().privacyLevel(level).build();
      assertThat(record(config, proxied).ipAddress()).isEqualTo("198.51.100.1");
      assertThat(record(config, spoofed).ipAddress()).isEqualTo("203.0.113.7");
    }
  }

  @Test
  void read_whenTwoForwardingHeadersDisagree_countsTheAddressAsUnknown() {
    Config config = Pipeline.config().build();
    FakeRequest proxied =
        FakeRequest.get("/a").from("10.0.0.1").header("X-Forwarded-For", "198.51.100.1");

    assertThat(record(config, proxied.header("Forwarded", "for=198.51.100.1")).ipAddress())
        .isEqualTo("198.51.100.1");
    assertThat(record(config, proxied.header("Forwarded", "for=6.6.6.6")).ipAddress()).isEmpty();
  }

  @Test
  void read_whenAddressIsMapped_takesNothingButALiteral() {
    RequestView request = FakeRequest.get("/a").header("X-Client", "198.51.100.9");

    assertThat(
            record(Pipeline.config().ipAddress(r -> r.header("X-Client")).build(), request)
                .ipAddress())
        .isEqualTo("198.51.100.9");
    assertThat(record(Pipeline.config().ipAddress(r -> "localhost").build(), request).ipAddress())
        .isEmpty();
  }

  @Test
  void read_whenOptionsAreOff_doesNotReadThem() {
    Config config = Pipeline.config().omit(Extra.ROUTE, Extra.ERROR).build();
    RequestView request =
        new Delegate(FakeRequest.get("/a")) {
          @Override
          public String route() {
            return fail("the route was read");
          }

          @Override
          public String header(String name) {
            return name.equals("User-Agent") ? "x" : fail(name + " was read");
          }

          @Override
          public String headerLines(String name) {
            return null;
          }

          @Override
          public String principal() {
            return fail("the principal was read");
          }
        };

    RequestRecord r = record(config, request, new IllegalStateException("boom"));

    assertThat(r.route()).isNull();
    assertThat(r.error()).isNull();
    assertThat(r.userId()).isEmpty();
  }

  @Test
  void read_whenOptionsAreOn_fillsThem() {
    Config config =
        Pipeline.config()
            .include(Extra.SIZES, Extra.REFERRER, Extra.TRACE_ID)
            .userGroup(r -> "gold")
            .sessionId(r -> "s-1")
            .route(r -> "/v1/items/{id}")
            .build();
    FakeRequest request =
        FakeRequest.get("/v1/items/7")
            .header("Content-Length", "42")
            .header("Referer", "https://example.com/")
            .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    RequestRecord r = record(config, request, new IllegalStateException("boom"));

    assertThat(r.route()).isEqualTo("/v1/items/{id}");
    assertThat(r.error()).isEqualTo("java.lang.IllegalStateException");
    assertThat(r.requestBytes()).isEqualTo(42);
    assertThat(r.responseBytes()).isEqualTo(-1);
    assertThat(r.referrer()).isEqualTo("https://example.com/");
    assertThat(r.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(r.userGroup()).isEqualTo("gold");
    assertThat(r.sessionId()).isEqualTo("s-1");
  }

  @Test
  void read_whenAMapperThrows_losesItsFieldOnly() {
    Config config =
        Pipeline.config()
            .userId(
                r -> {
                  throw new StackOverflowError();
                })
            .hostname(
                r -> {
                  throw new IllegalStateException();
                })
            .build();

    RequestRecord r = record(config, FakeRequest.get("/a"));

    assertThat(r.userId()).isEmpty();
    assertThat(r.hostname()).isEqualTo("-");
    assertThat(r.path()).isEqualTo("/a");
  }

  @Test
  void excludes_looksAtThePathBeforeItIsMapped() {
    RequestReader reader =
        new RequestReader(
            Pipeline.config()
                .exclude("/health", "/internal/**")
                .excludeIf(r -> "crawler".equals(r.header("User-Agent")))
                .path(r -> "/health")
                .build());

    assertThat(reader.excludes(FakeRequest.get("/health"))).isTrue();
    assertThat(reader.excludes(FakeRequest.get("/internal/x"))).isTrue();
    assertThat(reader.excludes(FakeRequest.get("/v1/items"))).isFalse();
    assertThat(reader.excludes(FakeRequest.get("/v1").header("User-Agent", "crawler"))).isTrue();
  }

  @Test
  void excludes_whenThePredicateThrows_leavesNothingOut() {
    RequestReader reader =
        new RequestReader(
            Pipeline.config()
                .excludeIf(
                    r -> {
                      throw new IllegalStateException();
                    })
                .build());

    assertThat(reader.excludes(FakeRequest.get("/v1"))).isFalse();
  }

  @Test
  void clean_whenUserIdsAreHashed_givesTwentyTwoStableCharacters() {
    Config config = Pipeline.config().userId(r -> "token-1").hashUserIds("secret").build();

    // python3: base64.urlsafe_b64encode(hmac.digest(b"secret", b"token-1", "sha256")[:16])
    assertThat(record(config, FakeRequest.get("/a")).userId()).isEqualTo("AMhGuQohCqEY2JlWCzAC3A");
  }

  @Test
  void clean_createdAt_isTheStartAndTimeIsRoundedHalfUp() {
    RequestRecord r = record(Pipeline.config().build(), FakeRequest.get("/a"));

    assertThat(r.createdAt().toEpochMilli()).isEqualTo(NOW - 1);
    assertThat(r.responseTimeMillis()).isEqualTo(2);
    assertThat(r.responseTimeMicros()).isEqualTo(1_500);
  }

  private static String fail(String why) {
    throw new AssertionError(why);
  }

  /** Passes everything on; a test overrides what must not be asked. */
  private static class Delegate implements RequestView {
    private final RequestView to;

    Delegate(RequestView to) {
      this.to = to;
    }

    @Override
    public String method() {
      return to.method();
    }

    @Override
    public String path() {
      return to.path();
    }

    @Override
    public String route() {
      return to.route();
    }

    @Override
    public String host() {
      return to.host();
    }

    @Override
    public String remoteAddress() {
      return to.remoteAddress();
    }

    @Override
    public String header(String name) {
      return to.header(name);
    }

    @Override
    public String principal() {
      return to.principal();
    }

    @Override
    public Object attribute(String name) {
      return to.attribute(name);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      return to.unwrap(type);
    }
  }
}
