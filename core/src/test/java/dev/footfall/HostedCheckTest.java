package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that does not say what it is. */
class HostedCheckTest extends VerifierFixture {

  private static final String UNKNOWN_LABEL =
      "{\"message\":\"Unsupported API framework.\",\"status\":400}";
  private static final String INVALID_DATA = "{\"message\":\"Invalid data.\",\"status\":400}";

  @Test
  void verify_whenARecordIsTaken_isWellAndSaysWhatIsNotKnown() {
    answers(404, "");
    answers(201, FakeTransport.CREATED);

    assertThat(verify())
        .isEqualTo(
            new Verification(
                true,
                "%s took a record with the path /footfall-verify; it does not say whether it knows the key, and leaves out records whose text looks like SQL to it."
                    .formatted(url)));
  }

  @Test
  void verify_whenItsOwnRecordIsPosted_isOneThatNoServiceLeavesOut() {
    try (HostedService service = new HostedService(HostedService.Rules.STRICT)) {
      assertThat(verify(config(service.url())).ok()).isTrue();
      assertThat(service.stored()).hasSize(1);
      assertThat(service.refusals()).containsExactly("Unsupported API framework.");
    }
  }

  @Test
  void verify_whenTheFrameworkIsNotKnown_isWellAndSaysAsWhatRecordsGo() {
    answers(404, "");
    answers(400, UNKNOWN_LABEL);
    answers(201, FakeTransport.CREATED);

    assertThat(verify(config(url).framework("Servlet")))
        .satisfies(found -> assertThat(found.ok()).isTrue())
        .satisfies(
            found ->
                assertThat(found.message())
                    .contains(
                        "; it does not know the framework Servlet, so records go there as"
                            + " Express;"));
  }

  @Test
  void verify_whenNoFrameworkIsKnown_isTrouble() {
    answers(404, "");
    answers(400, UNKNOWN_LABEL);
    answers(400, UNKNOWN_LABEL);

    assertThat(verify())
        .isEqualTo(trouble("%s did not take a record: Unsupported API framework.", url));
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void verify_whenAPlainRecordIsRefused_blamesTheKey() {
    answers(404, "");
    answers(400, INVALID_DATA);
    assertThat(verify())
        .isEqualTo(
            trouble(
                "%s refused a plain record (Invalid data): the key is probably wrong; check apiKey.",
                url));

    answers(404, "");
    footfallAnswers("0.1.0", 201, "{\"status\":201,\"rejected\":[{}]}");
    assertThat(verify().ok()).isFalse();
  }

  @Test
  void verify_whenTheKeyIsNoUuid_saysSoWithoutPosting() {
    answers(404, "");

    assertThat(
            verify(
                Config.builder(Pipeline.KEY.replace("0", "O"))
                    .serverUrl(url)
                    .okHttpClient(impatient().build())))
        .isEqualTo(
            trouble(
                "The apiKey for %s is no UUID, and servers give out UUIDs only; check it for a typing"
                    + " error.",
                url));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void verify_whenTheKeyIsRefused_quotesTheServer() {
    answers(404, "");
    answers(401, "{\"message\":\"No such key: " + Pipeline.KEY + ".\"}");

    assertThat(verify())
        .isEqualTo(
            trouble(
                "%s did not take a record: the server refused the key (401: No such key: (the key));"
                    + " check apiKey.",
                url));
  }

  @Test
  void verify_whenRecordsWerePredictedToBeLeftOut_mentionsThem() {
    answers(404, "");
    answers(201, FakeTransport.CREATED);

    assertThat(verify(config(url), 12).message())
        .endsWith("looks like SQL to it, probably 12 of those that were sent so far.");
  }

  @Test
  void verify_ofAClient_knowsItsPredictedSkips() {
    answers(201, FakeTransport.CREATED);
    answers(404, "");
    answers(201, FakeTransport.CREATED);
    try (Analytics analytics = Analytics.create(config(url).build())) {
      analytics.record(FakeRequest.get("/select"), 200, 1);
      assertThat(analytics.flush(Duration.ofSeconds(20))).isTrue();

      assertThat(analytics.verify().message()).contains("probably 1 of those");
    }
  }
}
