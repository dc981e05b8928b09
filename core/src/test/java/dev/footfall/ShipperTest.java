package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shipper with the clock in the test's hand; the identity is checked after each test. */
class ShipperTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeTransport transport = new FakeTransport();
  private Pipeline pipeline = new Pipeline(Pipeline.config().build(), transport);

  @AfterEach
  void theIdentityHolds() {
    Pipeline.assertAccounted(pipeline.stats());
  }

  private void given(Config.Builder config) {
    pipeline = new Pipeline(config.build(), transport);
  }

  private static JsonNode json(Transport.Post post) {
    try {
      return JSON.readTree(post.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void firstRecords_leaveWithinSecondsAndLaterOnesAtTheInterval() {
    transport.answering(FakeTransport.hostedCreated());
    pipeline.recordMany(3);
    pipeline.pass(Duration.ofSeconds(5));
    assertThat(transport.posts).hasSize(1);

    // The second batch leaves after a random part of the interval, here its half.
    pipeline.recordMany(3);
    pipeline.pass(Duration.ofSeconds(35));
    assertThat(transport.posts).hasSize(2);

    pipeline.recordMany(3);
    pipeline.pass(Duration.ofSeconds(50));
    assertThat(transport.posts).hasSize(2);
    pipeline.pass(Duration.ofSeconds(15));

    assertThat(transport.posts).hasSize(3);
    assertThat(pipeline.stats().delivered()).isEqualTo(9);
  }

  @Test
  void envelope_carriesKeyLabelLevelAndOrigin() {
    transport.answering(FakeTransport.hostedCreated());
    given(
        Pipeline.config()
            .privacyLevel(1)
            .service("shop")
            .environment("test")
            .instance("i-1")
            .version("1.2.3"));
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofSeconds(5));

    JsonNode post = json(transport.posts.get(0));
    assertThat(transport.posts.get(0).path()).isEqualTo("api/log-request");
    assertThat(post.get("api_key").asText()).isEqualTo(Pipeline.KEY);
    assertThat(post.get("framework").asText()).isEqualTo("Java");
    assertThat(post.get("privacy_level").asInt()).isEqualTo(1);
    assertThat(post.get("service").asText()).isEqualTo("shop");
    assertThat(post.get("environment").asText()).isEqualTo("test");
    assertThat(post.get("instance").asText()).isEqualTo("i-1");
    assertThat(post.get("version").asText()).isEqualTo("1.2.3");
    assertThat(post.get("requests").get(0).get("created_at").asText())
        .isEqualTo("2025-11-20T22:00:00.122Z");
  }

  @Test
  void batches_whenHosted_stayWithinTwoThousandAndTenAMinute() {
    given(Pipeline.config().maxBatch(20_000).maxQueued(100_000));
    transport.answering(FakeTransport.hostedCreated());
    pipeline.recordMany(50_000);

    pipeline.pass(Duration.ofSeconds(59));
    assertThat(transport.posts.size()).isLessThanOrEqualTo(10);
    pipeline.pass(Duration.ofMinutes(5));

    assertThat(transport.posts).hasSize(25);
    assertThat(transport.posts)
        .allSatisfy(post -> assertThat(json(post).get("requests")).hasSizeLessThanOrEqualTo(2_000));
    assertThat(pipeline.stats().delivered()).isEqualTo(50_000);
  }

  @Test
  void batches_whenHosted_keepDistinctAgentsWithinWhatOnePostTakes() {
    transport.answering(
        post -> {
          HostedService.Outcome outcome =
              HostedService.judge(
                  new String(post.body(), StandardCharsets.UTF_8)
                      .replace("\"Java\"", "\"Express\"")
                      .getBytes(StandardCharsets.UTF_8),
                  HostedService.Rules.STRICT);
          return FakeTransport.hosted(outcome.status(), FakeTransport.CREATED);
        });
    for (int i = 0; i < 500; i++) {
      pipeline.record(
          FakeRequest.get("/").header("User-Agent", "漢".repeat(80) + i), 200, 1_000_000);
    }
    pipeline.pass(Duration.ofMinutes(10));

    assertThat(pipeline.stats().delivered()).isEqualTo(500);
    assertThat(transport.posts.size()).isGreaterThanOrEqualTo(500 * 260 / 8_090);
  }

  @Test
  void footfallServer_getsGzipAtItsIntervalWithoutBudget() {
    transport.answering(FakeTransport.footfallCreated());
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofSeconds(5));
    for (int i = 0; i < 12; i++) {
      pipeline.recordMany(1);
      pipeline.pass(Duration.ofSeconds(5));
    }

    assertThat(transport.posts.size()).isGreaterThanOrEqualTo(12);
    assertThat(transport.posts.get(0).gzip()).isFalse();
    assertThat(transport.posts.get(1).gzip()).isTrue();
    assertThat(pipeline.stats().predictedSkips()).isZero();
  }

  @Test
  void post_whenItFails_isRepeatedUnderTheSameIdUntilItArrives() {
    transport.answering(Answer.failed(new IOException("connection reset")));
    pipeline.recordMany(10);
    pipeline.pass(Duration.ofMinutes(20));
    int failed = transport.posts.size();
    assertThat(failed).isBetween(5, 40);
    assertThat(pipeline.stats().queued()).isEqualTo(10);

    transport.answering(FakeTransport.hostedCreated());
    pipeline.pass(Duration.ofMinutes(6));

    assertThat(transport.posts).extracting(Transport.Post::idempotencyKey).hasSizeGreaterThan(5);
    assertThat(transport.posts.stream().map(Transport.Post::idempotencyKey).distinct()).hasSize(1);
    assertThat(pipeline.stats().delivered()).isEqualTo(10);
  }

  @Test
  void retryAfter_isRespectedUpToAnHour() {
    transport.answering(new Answer(503, "", null, null, Duration.ofHours(9), null, null));
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofMinutes(59));
    assertThat(transport.posts).hasSize(1);
    pipeline.pass(Duration.ofMinutes(2));
    assertThat(transport.posts).hasSize(2);
  }

  @Test
  void tooManyRequests_spacesPostsWiderAndLetsBatchesGrow() {
    given(Pipeline.config().flushInterval(Duration.ofSeconds(1)));
    transport.answering(FakeTransport.hosted(429, "{\"message\":\"Too many requests.\"}"));
    for (int minute = 0; minute < 30; minute++) {
      pipeline.recordMany(60);
      pipeline.pass(Duration.ofMinutes(1));
    }
    int refused = transport.posts.size();
    // From every 6.1 s to every 3 minutes.
    assertThat(refused).isBetween(12, 25);
    transport.posts.clear();

    transport.answering(FakeTransport.hostedCreated());
    pipeline.pass(Duration.ofMinutes(12));
    assertThat(pipeline.stats().delivered()).isEqualTo(1_800);
    assertThat(transport.posts).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void tooManyRequests_withRetryAfter_waitsAsAsked() {
    transport.answering(new Answer(429, "", null, null, Duration.ofMinutes(7), null, null));
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofSeconds(10));
    assertThat(transport.posts).hasSize(1);
    pipeline.pass(Duration.ofMinutes(6));
    assertThat(transport.posts).hasSize(1);
    pipeline.pass(Duration.ofMinutes(3));
    assertThat(transport.posts).hasSize(2);
  }

  @Test
  void records_takenInLongAfterTheirBatchBegan_doNotExpireWithIt() {
    given(Pipeline.config().maxAge(Duration.ofHours(24)));
    transport.answering(Answer.failed(new IOException("away")));
    for (int hour = 0; hour < 30; hour++) {
      pipeline.recordMany(1);
      pipeline.pass(Duration.ofHours(1));
    }

    assertThat(pipeline.stats().dropped().get(DropReason.EXPIRED)).isBetween(5L, 8L);
    assertThat(pipeline.stats().queued()).isGreaterThanOrEqualTo(22);
  }

  @Test
  void unknownFramework_isSentAgainAsOneThatIsKnown() {
    transport.answering(
        post -> {
          HostedService.Outcome o = HostedService.judge(post.body(), HostedService.Rules.LENIENT);
          return FakeTransport.hosted(
              o.status(), "{\"message\":\"%s\",\"status\":%d}".formatted(o.message(), o.status()));
        });
    given(Pipeline.config().framework("Javalin"));
    pipeline.recordMany(5);
    pipeline.pass(Duration.ofMinutes(1));
    pipeline.recordMany(5);
    pipeline.pass(Duration.ofMinutes(2));

    assertThat(transport.posts)
        .extracting(post -> json(post).get("framework").asText())
        .containsExactly("Javalin", "Express", "Express");
    assertThat(pipeline.stats().delivered()).isEqualTo(10);
  }

  @Test
  void badRecord_isFoundByHalvingAndTheRestArrives() {
    given(Pipeline.config().flushInterval(Duration.ofSeconds(1)));
    transport.answering(
        post -> {
          for (JsonNode r : json(post).get("requests")) {
            if (r.get("path").asText().equals("/v1/items/137")) {
              return FakeTransport.hosted(400, "{\"message\":\"Invalid data.\",\"status\":400}");
            }
          }
          return FakeTransport.hostedCreated();
        });
    pipeline.recordMany(1_000);
    pipeline.pass(Duration.ofMinutes(30));

    assertThat(pipeline.stats().delivered()).isEqualTo(999);
    assertThat(pipeline.stats().dropped()).containsEntry(DropReason.REFUSED, 1L);
    assertThat(transport.posts.size()).isLessThanOrEqualTo(2 + 2 * 10);
  }

  @Test
  void wrongKey_neverThrowsAnythingAway() {
    given(Pipeline.config().flushInterval(Duration.ofSeconds(1)));
    transport.answering(
        FakeTransport.hosted(400, "{\"message\":\"Invalid data.\",\"status\":400}"));
    pipeline.recordMany(1_000);
    pipeline.pass(Duration.ofHours(2));

    assertThat(pipeline.stats().droppedTotal()).isZero();
    assertThat(pipeline.stats().queued()).isEqualTo(1_000);
    assertThat(transport.posts.size()).isLessThan(40);

    transport.answering(FakeTransport.hostedCreated());
    pipeline.pass(Duration.ofMinutes(30));
    assertThat(pipeline.stats().delivered()).isEqualTo(1_000);
  }

  @Test
  void wrongKey_neverThrowsAwayWhatTheServiceWouldHaveSkipped() {
    given(Pipeline.config().flushInterval(Duration.ofSeconds(1)));
    transport.answering(
        FakeTransport.hosted(400, "{\"message\":\"Invalid data.\",\"status\":400}"));
    for (int i = 0; i < 100; i++) {
      pipeline.record(FakeRequest.get("/select/" + i), 200, 1);
    }
    pipeline.pass(Duration.ofHours(1));

    assertThat(pipeline.stats().droppedTotal()).isZero();
    assertThat(pipeline.stats().queued()).isEqualTo(100);
  }

  @Test
  void batch_ofWhichTheServiceKeepsNothing_isDroppedAsItSays() {
    transport.answering(
        post -> {
          HostedService.Outcome o = HostedService.judge(post.body(), HostedService.Rules.LENIENT);
          return FakeTransport.hosted(
              o.status(), "{\"message\":\"%s\",\"status\":%d}".formatted(o.message(), o.status()));
        });
    given(Pipeline.config().framework("Express"));
    for (int i = 0; i < 10; i++) {
      pipeline.record(FakeRequest.get("/select/" + i), 200, 1);
    }
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(transport.posts).hasSize(1);
    assertThat(pipeline.stats().dropped()).containsEntry(DropReason.REFUSED, 10L);
  }

  @Test
  void hopelessAnswer_isTriedAgainEveryTenMinutes() {
    transport.answering(FakeTransport.hosted(404, "<html>not here</html>"));
    pipeline.recordMany(5);
    pipeline.pass(Duration.ofMinutes(61));

    assertThat(transport.posts.size()).isBetween(6, 8);
    assertThat(pipeline.stats().queued()).isEqualTo(5);
  }

  @Test
  void tooBig_isHalved() {
    transport.answering(
        post ->
            json(post).get("requests").size() > 100
                ? FakeTransport.hosted(413, "")
                : FakeTransport.hostedCreated());
    pipeline.recordMany(1_000);
    pipeline.pass(Duration.ofMinutes(5));

    assertThat(pipeline.stats().delivered()).isEqualTo(1_000);
  }

  @Test
  void buffer_whenFull_dropsTheNewestOrTheOldestAsSet() {
    for (boolean dropOldest : new boolean[] {false, true}) {
      transport.posts.clear();
      transport.answering(Answer.failed(new IOException("away")));
      given(Pipeline.config().maxBufferedBytes(200_000).dropOldest(dropOldest).maxQueued(100_000));
      pipeline.recordMany(5_000);
      pipeline.pass(Duration.ofMinutes(2));
      assertThat(pipeline.stats().dropped().get(DropReason.BUFFER_FULL)).isGreaterThan(1_000);

      List<String> arrived = new ArrayList<>();
      transport.answering(
          post -> {
            json(post).get("requests").forEach(r -> arrived.add(r.get("path").asText()));
            return FakeTransport.hostedCreated();
          });
      pipeline.pass(Duration.ofMinutes(10));
      assertThat(arrived.contains("/v1/items/0")).isEqualTo(!dropOldest);
      assertThat(arrived.contains("/v1/items/4999")).isEqualTo(true);
      Pipeline.assertAccounted(pipeline.stats());
    }
  }

  @Test
  void records_whenOlderThanMaxAge_expire() {
    given(Pipeline.config().maxAge(Duration.ofMinutes(30)));
    transport.answering(Answer.failed(new IOException("away")));
    pipeline.recordMany(10);
    pipeline.pass(Duration.ofMinutes(40));

    assertThat(pipeline.stats().dropped()).containsEntry(DropReason.EXPIRED, 10L);
  }

  @Test
  void queue_whenFull_dropsTheNewestAndTellsTheListener() {
    List<DropReason> heard = new ArrayList<>();
    given(
        Pipeline.config()
            .maxQueued(10)
            .listener(
                new DeliveryListener() {
                  @Override
                  public void onDropped(int records, DropReason reason, String detail) {
                    heard.add(reason);
                    throw new IllegalStateException("contained");
                  }
                }));
    transport.answering(FakeTransport.hostedCreated());
    pipeline.recordMany(15);
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(pipeline.stats().dropped()).containsEntry(DropReason.QUEUE_FULL, 5L);
    assertThat(pipeline.stats().delivered()).isEqualTo(10);
    assertThat(heard).contains(DropReason.QUEUE_FULL);
  }

  @Test
  void drops_areToldToTheServerOnceWithTheNextBatch() {
    given(Pipeline.config().maxQueued(10));
    transport.answering(FakeTransport.footfallCreated());
    pipeline.recordMany(15);
    pipeline.pass(Duration.ofSeconds(5));
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(json(transport.posts.get(0)).at("/dropped/queue_full").asInt()).isEqualTo(5);
    assertThat(json(transport.posts.get(1)).has("dropped")).isFalse();
  }

  @Test
  void pendingRecord_takesTheErrorPagesStatusHoweverLongItRuns() {
    transport.answering(FakeTransport.hostedCreated());
    Settlement settlement = new Settlement(500, 1_000_000);
    pipeline.record(
        pipeline.reader.read(
            FakeRequest.get("/a"), pipeline.time.epochMillis, 500, 1_000_000, null, settlement));
    pipeline.turn();
    settlement.hold();
    pipeline.pass(Duration.ofSeconds(120));
    assertThat(transport.posts).isEmpty();
    assertThat(pipeline.stats().queued()).isEqualTo(1);

    settlement.settle(418, 120_000_000_000L);
    pipeline.pass(Duration.ofSeconds(120));

    JsonNode r = json(transport.posts.get(0)).get("requests").get(0);
    assertThat(r.get("status").asInt()).isEqualTo(418);
    assertThat(r.get("response_time_us").asLong()).isEqualTo(120_000_000L);
  }

  @Test
  void pendingRecord_whenNoErrorPageRuns_leavesAsItWas() {
    transport.answering(FakeTransport.hostedCreated());
    pipeline.record(
        pipeline.reader.read(
            FakeRequest.get("/a"),
            pipeline.time.epochMillis,
            500,
            1_000_000,
            null,
            new Settlement(500, 1_000_000)));
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(json(transport.posts.get(0)).at("/requests/0/status").asInt()).isEqualTo(500);
  }

  @Test
  void turn_whileTheServerIsAwayOrBusy_asksForAPause() {
    given(Pipeline.config().flushInterval(Duration.ofMillis(200)));
    transport.answering(Answer.failed(new IOException("away")));
    for (int second = 0; second < 60; second++) {
      pipeline.recordMany(1);
      pipeline.pass(Duration.ofSeconds(1));
      assertThat(pipeline.shipper.turn(pipeline.time.nanos)).isPositive();
    }
    transport.keepWaiting();
    pipeline.pass(Duration.ofMinutes(10));
    assertThat(pipeline.stats().inFlight()).isPositive();
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofSeconds(2));
    assertThat(pipeline.shipper.turn(pipeline.time.nanos)).isPositive();
  }

  private static Answer footfall(int status, String body) {
    return new Answer(status, body, "0.1.0", Duration.ofSeconds(5), null, null, null);
  }

  @Test
  void events_thatTheServerRefuses_doNotHoldUpRequests() {
    for (int status : new int[] {404, 500}) {
      given(Pipeline.config());
      transport.answering(
          post ->
              post != null && post.path().equals("api/events")
                  ? footfall(status, "")
                  : FakeTransport.footfallCreated());
      for (int minute = 0; minute < 30; minute++) {
        pipeline.record(Event.named("a").build());
        pipeline.recordMany(10);
        pipeline.pass(Duration.ofMinutes(1));
      }

      assertThat(pipeline.stats().delivered()).isEqualTo(300);
      assertThat(pipeline.stats().queued()).isEqualTo(30);
      Pipeline.assertAccounted(pipeline.stats());
    }
  }

  @Test
  void batch_onWhichTheServerAlwaysFails_letsTheOthersPass() {
    transport.answering(
        post ->
            new String(post.body(), StandardCharsets.UTF_8).contains("/poison")
                ? FakeTransport.hosted(500, "")
                : FakeTransport.hostedCreated());
    pipeline.record(FakeRequest.get("/poison"), 200, 1);
    pipeline.pass(Duration.ofSeconds(10));
    for (int minute = 0; minute < 30; minute++) {
      pipeline.recordMany(10);
      pipeline.pass(Duration.ofMinutes(1));
    }

    assertThat(pipeline.stats().delivered()).isGreaterThan(200);
    assertThat(pipeline.stats().droppedTotal()).isZero();
  }

  @Test
  void record_refusedAloneBeforeAnyOther_isDroppedOnceOthersAreTaken() {
    transport.answering(
        post ->
            new String(post.body(), StandardCharsets.UTF_8).contains("/poison")
                ? FakeTransport.hosted(400, "{\"message\":\"Invalid data.\",\"status\":400}")
                : FakeTransport.hostedCreated());
    pipeline.record(FakeRequest.get("/poison/1"), 200, 1);
    pipeline.record(FakeRequest.get("/poison/2"), 200, 1);
    pipeline.pass(Duration.ofSeconds(30));
    assertThat(pipeline.stats().droppedTotal()).isZero();

    pipeline.recordMany(10);
    pipeline.pass(Duration.ofMinutes(3));

    assertThat(pipeline.stats().delivered()).isEqualTo(10);
    assertThat(pipeline.stats().dropped()).containsEntry(DropReason.REFUSED, 2L);
  }

  @Test
  void tooBig_whateverIsSent_throwsNothingAway() {
    given(Pipeline.config().flushInterval(Duration.ofSeconds(1)));
    transport.answering(FakeTransport.hosted(413, ""));
    pipeline.recordMany(64);
    pipeline.pass(Duration.ofHours(2));

    assertThat(pipeline.stats().droppedTotal()).isZero();
    assertThat(pipeline.stats().queued()).isEqualTo(64);
    assertThat(transport.posts).hasSizeLessThan(40);
  }

  @Test
  void tooManyRequests_onTheFirstPost_costsSecondsNotMinutes() {
    pipeline.time.nanos = Duration.ofDays(40).toNanos();
    transport.answering(FakeTransport.hosted(429, ""));
    pipeline.recordMany(10);
    pipeline.pass(Duration.ofSeconds(5));
    assertThat(transport.posts).hasSize(1);

    transport.answering(FakeTransport.hostedCreated());
    pipeline.pass(Duration.ofSeconds(15));
    assertThat(pipeline.stats().delivered()).isEqualTo(10);
  }

  @Test
  void oneBigEvent_doesNotMakeTheBufferSmallForGood() {
    given(Pipeline.config().maxBufferedBytes(1_000_000).maxQueued(100_000));
    transport.answering(Answer.failed(new IOException("away")));
    Event.Builder big = Event.named("big");
    for (int i = 0; i < 150; i++) {
      big.property("p" + i, "x".repeat(2_000));
    }
    pipeline.record(big.build());
    pipeline.recordMany(1_000);
    pipeline.pass(Duration.ofMinutes(1));
    assertThat(pipeline.stats().droppedTotal()).isLessThanOrEqualTo(1);

    transport.answering(FakeTransport.footfallCreated());
    pipeline.pass(Duration.ofMinutes(10));
    assertThat(pipeline.stats().delivered()).isGreaterThanOrEqualTo(1_000);
  }

  @Test
  void events_whenTheProbeTellsNothing_doNotHoldUpRequests() {
    transport.answering(
        post ->
            post == null
                ? FakeTransport.hosted(200, "<html>welcome</html>")
                : FakeTransport.hostedCreated());
    pipeline.record(Event.named("a").build());
    pipeline.pass(Duration.ofSeconds(10));
    assertThat(transport.posts).isEmpty();

    pipeline.recordMany(5);
    pipeline.pass(Duration.ofMinutes(2));

    assertThat(pipeline.stats().delivered()).isEqualTo(5);
    assertThat(pipeline.stats().dropped()).containsEntry(DropReason.UNSUPPORTED, 1L);
  }

  @Test
  void budgetUsedUp_onAnAcceptedPost_isRespected() {
    given(Pipeline.config().flushInterval(Duration.ofSeconds(1)));
    transport.answering(
        new Answer(201, FakeTransport.CREATED, "0.1.0", null, Duration.ofMinutes(3), null, null));
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofSeconds(10));
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofSeconds(160));
    assertThat(transport.posts).hasSize(1);
    pipeline.pass(Duration.ofSeconds(20));
    assertThat(transport.posts).hasSize(2);
  }

  @Test
  void framework_whenNoneIsKnown_isHopeless() {
    transport.answering(
        FakeTransport.hosted(400, "{\"message\":\"Unsupported API framework.\",\"status\":400}"));
    pipeline.recordMany(5);
    pipeline.pass(Duration.ofMinutes(61));
    assertThat(transport.posts).hasSizeBetween(7, 9);
    assertThat(pipeline.stats().queued()).isEqualTo(5);
  }

  @Test
  void records_allRefusedByName_areNoDelivery() {
    List<Integer> heard = new ArrayList<>();
    given(
        Pipeline.config()
            .listener(
                new DeliveryListener() {
                  @Override
                  public void onDelivered(int records) {
                    heard.add(records);
                  }
                }));
    transport.answering(
        new Answer(
            400,
            "{\"status\":400,\"message\":\"no\",\"rejected\":[{\"index\":0,\"field\":\"status\"}]}",
            "0.1.0",
            null,
            null,
            null,
            null));
    pipeline.recordMany(3);
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(pipeline.stats().dropped()).containsEntry(DropReason.REFUSED, 3L);
    assertThat(pipeline.stats().delivered()).isZero();
    assertThat(heard).isEmpty();
  }

  @Test
  void events_afterAMisleadingAnswer_areKept() {
    transport.answering(FakeTransport.hosted(301, ""));
    pipeline.record(Event.named("a").build());
    pipeline.pass(Duration.ofMinutes(1));
    assertThat(pipeline.stats().droppedTotal()).isZero();

    transport.answering(FakeTransport.footfallCreated());
    pipeline.pass(Duration.ofMinutes(30));
    assertThat(pipeline.stats().delivered()).isEqualTo(1);
  }

  @Test
  void events_goToAFootfallServer() {
    transport.answering(FakeTransport.footfallCreated());
    pipeline.record(
        Event.named("report.exported")
            .user("user-1")
            .duration(Duration.ofMillis(1_500))
            .value(9.5, "EUR")
            .property("pages", 12)
            .property("tags", List.of("a", true))
            .build());
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(transport.probes).isEqualTo(1);
    assertThat(transport.posts.get(0).path()).isEqualTo("api/events");
    JsonNode event = json(transport.posts.get(0)).at("/events/0");
    assertThat(event.get("name").asText()).isEqualTo("report.exported");
    assertThat(event.get("duration_us").asLong()).isEqualTo(1_500_000);
    assertThat(event.at("/properties/tags/1").asBoolean()).isTrue();
    assertThat(pipeline.stats().delivered()).isEqualTo(1);
  }

  @Test
  void events_whenTheServerIsNotFootfall_areDroppedAsUnsupported() {
    transport.answering(FakeTransport.hosted(404, ""));
    pipeline.record(Event.named("a").build());
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(transport.posts).isEmpty();
    assertThat(pipeline.stats().dropped()).containsEntry(DropReason.UNSUPPORTED, 1L);
  }

  @Test
  void sampledRecords_carryTheirWeight() {
    given(Pipeline.config().sampleRate(0.25));
    transport.answering(FakeTransport.footfallCreated());
    pipeline.recordMany(1);
    pipeline.pass(Duration.ofSeconds(5));

    assertThat(json(transport.posts.get(0)).at("/requests/0/weight").asDouble()).isEqualTo(4.0);
  }

  @Test
  void close_thatBeginsDuringATurn_stillSendsWhatTheTurnTookIn() {
    List<Thread> closers = new ArrayList<>();
    given(
        Pipeline.config()
            .maxQueued(10)
            .listener(
                new DeliveryListener() {
                  @Override
                  public void onDropped(int records, DropReason reason, String detail) {
                    closers.add(closeInBackground());
                  }
                }));
    transport.answering(FakeTransport.hostedCreated());
    pipeline.recordMany(15);
    pipeline.turn();
    assertThat(closers).hasSize(1);
    pipeline.pass(Duration.ofSeconds(3));

    assertThat(pipeline.shipper.isTerminated()).isTrue();
    assertThat(pipeline.stats().delivered()).isEqualTo(10);
  }

  /** Calls close from another thread, and returns once that waits for the shipper. */
  private Thread closeInBackground() {
    Thread closer = new Thread(() -> pipeline.shipper.close(Duration.ofSeconds(5)));
    closer.start();
    while (closer.getState() == Thread.State.NEW || closer.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
    return closer;
  }

  @Test
  void close_duringAPause_triesOnceMore() {
    transport.answering(Answer.failed(new IOException("away")));
    pipeline.recordMany(10);
    pipeline.pass(Duration.ofMinutes(10));

    transport.answering(FakeTransport.hostedCreated());
    closeInBackground();
    pipeline.pass(Duration.ofSeconds(2));

    assertThat(pipeline.shipper.isTerminated()).isTrue();
    assertThat(pipeline.stats().delivered()).isEqualTo(10);
  }

  @Test
  void pause_isOverOnceTheServerIsFoundWell_unlessItAskedForIt() {
    transport.answering(Answer.failed(new IOException("away")));
    pipeline.recordMany(10);
    pipeline.pass(Duration.ofMinutes(10));
    transport.answering(new Answer(503, "", null, null, Duration.ofMinutes(30), null, null));
    pipeline.shipper.retryNow();
    pipeline.turn();
    pipeline.turn();
    transport.answering(FakeTransport.hostedCreated());
    pipeline.shipper.retryNow();
    pipeline.pass(Duration.ofMinutes(20));
    assertThat(pipeline.stats().delivered()).isZero();
    pipeline.pass(Duration.ofMinutes(20));
    assertThat(pipeline.stats().delivered()).isEqualTo(10);
  }

  @Test
  void listener_seesAccountsThatAddUp() {
    List<Stats> seen = new ArrayList<>();
    given(
        Pipeline.config()
            .maxQueued(10)
            .listener(
                new DeliveryListener() {
                  @Override
                  public void onDelivered(int records) {
                    seen.add(pipeline.stats());
                  }

                  @Override
                  public void onDropped(int records, DropReason reason, String detail) {
                    seen.add(pipeline.stats());
                  }
                }));
    transport.answering(FakeTransport.hostedCreated());
    pipeline.recordMany(15);
    pipeline.pass(Duration.ofSeconds(10));

    assertThat(seen).hasSize(2).allSatisfy(Pipeline::assertAccounted);
  }

  @Test
  void close_whenAPostHangs_endsInTimeAndCountsWhatIsLost() {
    given(Pipeline.config().maxBatch(10));
    pipeline.recordMany(25);
    pipeline.pass(Duration.ofSeconds(5));
    assertThat(pipeline.stats().inFlight()).isEqualTo(10);

    closeInBackground();
    pipeline.pass(Duration.ofSeconds(6));

    assertThat(pipeline.shipper.isTerminated()).isTrue();
    assertThat(transport.cancels).isPositive();
    assertThat(transport.closed).isTrue();
    assertThat(pipeline.stats().dropped()).containsEntry(DropReason.UNSENT_AT_CLOSE, 25L);
  }
}
