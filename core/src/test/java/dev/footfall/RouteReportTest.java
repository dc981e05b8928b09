package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is told of the routes that an application declares; the identity is checked after each. */
class RouteReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ROUTES = List.of("GET /v1/items/{id}", "* /health");

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.footfall");
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final FakeTransport transport = new FakeTransport();
  private final Pipeline pipeline =
      new Pipeline(Pipeline.config().service("shop").environment("test").build(), transport);

  @BeforeEach
  void listen() {
    logger.setLevel(Level.WARN);
    logger.addAppender(written);
    written.start();
  }

  @AfterEach
  void theIdentityHoldsAndTheKeyIsNotSaid() {
    logger.detachAppender(written);
    logger.setLevel(Level.OFF);
    assertThat(written.list)
        .noneMatch(line -> line.getFormattedMessage().contains(Pipeline.KEY))
        .hasSizeLessThanOrEqualTo(1);
    Pipeline.assertAccounted(pipeline.stats());
  }

  private static Answer footfall(int status, String message) {
    String body = "{\"status\":%d,\"message\":\"%s\"}".formatted(status, message);
    return new Answer(status, body, "0.1.0", null, null, null, null);
  }

  /** Posts of routes get one answer, all else is taken by a Footfall server. */
  private void givenAnswerToRoutes(Function<Transport.Post, Answer> toRoutes) {
    transport.answering(
        post -> isRoutes(post) ? toRoutes.apply(post) : FakeTransport.footfallCreated());
  }

  private static boolean isRoutes(Transport.Post post) {
    return post != null && post.path().equals("api/routes");
  }

  private List<Transport.Post> routePosts() {
    return transport.posts.stream().filter(RouteReportTest::isRoutes).toList();
  }

  private long recordPosts() {
    return transport.posts.stream().filter(post -> !isRoutes(post)).count();
  }

  private static JsonNode json(Transport.Post post) {
    try {
      return JSON.readTree(post.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> toldLast() {
    List<Transport.Post> posts = routePosts();
    return JSON.convertValue(
        json(posts.get(posts.size() - 1)).get("routes"),
        JSON.getTypeFactory().constructCollectionType(List.class, String.class));
  }

  private void declare(String... routes) {
    pipeline.shipper.declareRoutes(Arrays.asList(routes));
  }

  @Test
  void routes_withoutAnyTraffic_areToldOnceTheServerIsFoundToBeFootfall() {
    transport.answering(FakeTransport.footfallCreated());
    pipeline.shipper.declareRoutes(ROUTES);
    pipeline.turn();
    assertThat(transport.probes).isZero();
    pipeline.pass(Duration.ofHours(2));

    assertThat(transport.probes).isEqualTo(1);
    assertThat(transport.posts).hasSize(1);
    JsonNode post = json(transport.posts.get(0));
    assertThat(post.get("api_key").asText()).isEqualTo(Pipeline.KEY);
    assertThat(post.get("service").asText()).isEqualTo("shop");
    assertThat(post.get("environment").asText()).isEqualTo("test");
    assertThat(toldLast()).containsExactlyElementsOf(ROUTES);
    assertThat(pipeline.stats().recorded()).isZero();
  }

  @Test
  void routes_whenABatchHasToldWhatTheServerIs_needNoQuestion() {
    transport.answering(FakeTransport.footfallCreated());
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofSeconds(5));
    pipeline.shipper.declareRoutes(ROUTES);
    pipeline.pass(Duration.ofSeconds(6));

    assertThat(transport.probes).isZero();
    assertThat(routePosts()).hasSize(1);
    assertThat(pipeline.stats().delivered()).isEqualTo(1);
  }

  @Test
  void routes_whenTheServerIsNotFootfall_areNeverPosted() {
    transport.answering(
        post -> FakeTransport.hosted(post == null ? 404 : 201, FakeTransport.CREATED));
    pipeline.shipper.declareRoutes(ROUTES);
    pipeline.pass(Duration.ofMinutes(1));
    for (int minute = 0; minute < 600; minute++) {
      pipeline.recordMany(1);
      pipeline.pass(Duration.ofMinutes(1));
    }

    assertThat(routePosts()).isEmpty();
    assertThat(transport.probes).isEqualTo(1);
  }

  @Test
  void routes_whenNothingTellsWhatTheServerIs_areAskedForEverMoreSeldom() {
    transport.answering(Answer.failed(new IOException("away")));
    pipeline.shipper.declareRoutes(ROUTES);
    pipeline.pass(Duration.ofHours(1));
    assertThat(transport.probes).isBetween(5, 8);
    pipeline.pass(Duration.ofHours(12));
    assertThat(transport.probes).isLessThan(27);
    assertThat(transport.posts).isEmpty();

    transport.answering(FakeTransport.footfallCreated());
    pipeline.pass(Duration.ofHours(1));
    assertThat(routePosts()).hasSize(1);
  }

  @Test
  void routes_whenTheServerFails_areTriedAgainWithPausesUnderTheSameId() {
    givenAnswerToRoutes(post -> footfall(503, "Too much waits."));
    pipeline.shipper.declareRoutes(ROUTES);
    pipeline.pass(Duration.ofHours(1));
    assertThat(routePosts()).hasSizeBetween(10, 30);
    assertThat(routePosts())
        .extracting(Transport.Post::idempotencyKey)
        .containsOnly(routePosts().get(0).idempotencyKey());
    assertThat(written.list).isEmpty();

    transport.answering(FakeTransport.footfallCreated());
    pipeline.pass(Duration.ofMinutes(6));
    int posts = routePosts().size();
    pipeline.pass(Duration.ofHours(1));
    assertThat(routePosts()).hasSize(posts);
  }

  @Test
  void routes_whenTheServerAsksForAPause_waitAsLong() {
    givenAnswerToRoutes(
        post -> new Answer(429, "", "0.1.0", null, Duration.ofMinutes(30), null, null));
    pipeline.shipper.declareRoutes(ROUTES);
    pipeline.pass(Duration.ofMinutes(29));
    assertThat(routePosts()).hasSize(1);
    pipeline.pass(Duration.ofMinutes(20));
    assertThat(routePosts()).hasSize(2);
  }

  @Test
  void routes_whenRefused_areLeftOutWithOneWordUntilTheyAreDeclaredAnew() {
    givenAnswerToRoutes(post -> footfall(404, "Not found " + Pipeline.KEY));
    pipeline.shipper.declareRoutes(ROUTES);
    for (int minute = 0; minute < 30; minute++) {
      pipeline.recordMany(1);
      pipeline.pass(Duration.ofMinutes(1));
    }
    assertThat(routePosts()).hasSize(1);
    assertThat(written.list)
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.getFormattedMessage()).contains("404", "declares routes again"));
    assertThat(pipeline.stats().delivered()).isEqualTo(30);
    assertThat(pipeline.shipper.failure()).isNull();

    transport.answering(FakeTransport.footfallCreated());
    declare("GET /new");
    pipeline.pass(Duration.ofSeconds(10));
    assertThat(toldLast()).containsExactly("GET /new");
  }

  @Test
  void routes_declaredAgain_replaceThoseThatWait() {
    transport.answering(FakeTransport.footfallCreated());
    for (int i = 0; i < 10; i++) {
      declare("GET /" + i);
      pipeline.turn();
    }
    pipeline.pass(Duration.ofSeconds(2));
    declare("GET /last");
    pipeline.pass(Duration.ofSeconds(3));

    assertThat(routePosts()).hasSize(1);
    assertThat(toldLast()).containsExactly("GET /last");
  }

  @Test
  void routes_declaredWhileOthersAreUnderWay_areToldAfterwards() {
    givenFootfall();
    transport.keepWaiting();
    declare("GET /old");
    pipeline.pass(Duration.ofSeconds(10));
    declare("GET /new");
    pipeline.pass(Duration.ofSeconds(10));
    assertThat(routePosts()).hasSize(1);

    transport.answering(FakeTransport.footfallCreated());
    transport.waiting.remove().accept(Answer.failed(new IOException("reset")));
    pipeline.pass(Duration.ofMinutes(1));
    assertThat(routePosts()).hasSize(2);
    assertThat(toldLast()).containsExactly("GET /new");
  }

  @Test
  void routes_withdrawnWhileTheyAreUnderWay_areNotTriedAgain() {
    givenFootfall();
    transport.keepWaiting();
    declare("GET /old");
    pipeline.pass(Duration.ofSeconds(10));
    declare();
    pipeline.turn();
    transport.answering(FakeTransport.footfallCreated());
    transport.waiting.remove().accept(Answer.failed(new IOException("reset")));
    pipeline.pass(Duration.ofMinutes(1));
    assertThat(routePosts()).hasSize(1);
  }

  private void givenFootfall() {
    transport.answering(FakeTransport.footfallCreated());
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofSeconds(7));
    assertThat(recordPosts()).isEqualTo(1);
  }

  @Test
  void records_waitForNoMoreThanOneExchangeOfRoutes() {
    givenFootfall();
    givenAnswerToRoutes(post -> footfall(500, "broken"));
    pipeline.shipper.declareRoutes(ROUTES);
    for (int turn = 0; turn < 60; turn++) {
      // Both are always due: each failure's pause is ended at once.
      pipeline.recordMany(2_000);
      pipeline.shipper.retryNow();
      pipeline.pass(Duration.ofSeconds(1));
    }
    List<Boolean> areRoutes = transport.posts.stream().map(RouteReportTest::isRoutes).toList();
    assertThat(routePosts()).hasSizeGreaterThan(20);
    assertThat(Collections.indexOfSubList(areRoutes, List.of(true, true))).isNegative();
    pipeline.pass(Duration.ofMinutes(1));
    assertThat(pipeline.stats().delivered()).isGreaterThan(100_000);
  }

  @Test
  void records_whenRoutesHang_areDeliveredOnceThatIsOver() {
    givenFootfall();
    transport.keepWaiting();
    pipeline.shipper.declareRoutes(ROUTES);
    pipeline.pass(Duration.ofSeconds(10));
    assertThat(routePosts()).hasSize(1);
    pipeline.recordMany(5);
    pipeline.pass(Duration.ofSeconds(20));
    assertThat(recordPosts()).isEqualTo(1);

    transport.answering(FakeTransport.footfallCreated());
    transport.waiting.remove().accept(Answer.failed(new IOException("timeout")));
    pipeline.pass(Duration.ofSeconds(10));
    assertThat(pipeline.stats().delivered()).isEqualTo(6);
    assertThat(routePosts()).hasSize(2);
  }

  @Test
  void routes_whileTheServerWantsNoPosts_wait() {
    givenFootfall();
    transport.answering(new Answer(503, "", "0.1.0", null, Duration.ofMinutes(20), null, null));
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofMinutes(1));
    pipeline.shipper.declareRoutes(ROUTES);
    transport.answering(FakeTransport.footfallCreated());
    pipeline.pass(Duration.ofMinutes(18));
    assertThat(routePosts()).isEmpty();
    pipeline.pass(Duration.ofMinutes(10));
    assertThat(routePosts()).hasSize(1);
  }

  @Test
  void close_whenTheServerIsKnown_tellsWhatWaitsAfterTheRecords() {
    givenFootfall();
    pipeline.shipper.declareRoutes(ROUTES);
    pipeline.recordMany(5);
    closeInBackground();
    pipeline.pass(Duration.ofSeconds(3));

    assertThat(pipeline.shipper.isTerminated()).isTrue();
    assertThat(pipeline.stats().delivered()).isEqualTo(6);
    assertThat(transport.posts).hasSize(3);
    assertThat(isRoutes(transport.posts.get(2))).isTrue();
  }

  @Test
  void close_whenTheServerIsNotKnown_neitherAsksNorWaits() {
    transport.answering(FakeTransport.footfallCreated());
    pipeline.shipper.declareRoutes(ROUTES);
    closeInBackground();
    pipeline.turn();

    assertThat(pipeline.shipper.isTerminated()).isTrue();
    assertThat(transport.probes).isZero();
    assertThat(transport.posts).isEmpty();
  }

  @Test
  void close_whileRoutesHang_givesTheTimeToRecords() {
    givenFootfall();
    transport.keepWaiting();
    pipeline.shipper.declareRoutes(ROUTES);
    pipeline.pass(Duration.ofSeconds(10));
    pipeline.recordMany(5);
    closeInBackground();
    pipeline.turn();
    assertThat(transport.cancels).isEqualTo(1);

    givenAnswerToRoutes(post -> footfall(500, "broken"));
    transport.waiting.remove().accept(Answer.failed(new IOException("Canceled")));
    pipeline.pass(Duration.ofSeconds(3));
    assertThat(pipeline.shipper.isTerminated()).isTrue();
    assertThat(pipeline.stats().delivered()).isEqualTo(6);
    assertThat(routePosts()).hasSize(2);
  }

  @Test
  void close_whileTheServerIsAsked_doesNotWaitForTheAnswer() {
    transport.keepWaiting();
    pipeline.shipper.declareRoutes(ROUTES);
    pipeline.pass(Duration.ofSeconds(10));
    assertThat(transport.probes).isEqualTo(1);
    closeInBackground();
    pipeline.turn();

    assertThat(transport.cancels).isEqualTo(1);
    assertThat(pipeline.shipper.isTerminated()).isTrue();
  }

  /** Calls close from another thread, and returns once that waits for the shipper. */
  private void closeInBackground() {
    Thread closer = new Thread(() -> pipeline.shipper.close(Duration.ofSeconds(5)));
    closer.start();
    while (closer.getState() == Thread.State.NEW || closer.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
  }

  @Test
  void declare_leavesOutWhatIsNoRouteAndCutsTemplatesAsRecordsAre() {
    givenFootfall();
    String longest = "/" + "a".repeat(254);
    declare(
        " GET  /a\0b ", null, "", " ", "GET /a\0b", "PUT " + longest + "tail", longest + "tail");
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(toldLast()).containsExactly("GET /a\uFFFDb", "PUT " + longest, longest);
  }

  @Test
  void declare_whenThereIsNothing_tellsNothing() {
    givenFootfall();
    declare("GET /a");
    declare();
    pipeline.pass(Duration.ofMinutes(1));
    assertThat(routePosts()).isEmpty();
  }

  @Test
  void declare_whenThereAreTooMany_tellsTheFirstAndSaysSoOnce() {
    givenFootfall();
    List<String> many = IntStream.range(0, 10_001).mapToObj(i -> "GET /" + i).toList();
    pipeline.shipper.declareRoutes(many);
    pipeline.shipper.declareRoutes(many);
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(toldLast()).hasSize(10_000).doesNotContain("GET /10000");
    assertThat(written.list).hasSize(1);
  }

  @Test
  void declare_whenTheCollectionThrows_keepsWhatWasDeclared() {
    givenFootfall();
    declare("GET /a");
    pipeline.shipper.declareRoutes(
        new AbstractList<>() {
          @Override
          public String get(int index) {
            throw new IllegalStateException("broken");
          }

          @Override
          public int size() {
            return 1;
          }
        });
    pipeline.pass(Duration.ofSeconds(10));
    assertThat(toldLast()).containsExactly("GET /a");
  }

  @Test
  void declareRoutes_onAClientThatIsOffOrClosed_doesNothing() {
    Analytics off = Analytics.create(Pipeline.config().enabled(false).build());
    assertThatCode(() -> off.declareRoutes(ROUTES)).doesNotThrowAnyException();
    off.close();
    assertThatCode(() -> off.declareRoutes(ROUTES)).doesNotThrowAnyException();
    assertThatThrownBy(() -> off.declareRoutes(null)).hasMessage("routes is null");
  }
}
