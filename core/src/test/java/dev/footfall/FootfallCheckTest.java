package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that says that it is Footfall. */
class FootfallCheckTest extends VerifierFixture {

  @Test
  void verify_whenFootfallKnowsTheKey_isWell() throws Exception {
    footfallAnswers("0.1.0", 200, "{\"status\":\"healthy\"}");
    footfallAnswers("0.1.0", 200, "{\"data\":[],\"has_more\":false}");

    assertThat(verify())
        .isEqualTo(
            new Verification(
                true, "The Footfall server 0.1.0 at %s is well and knows the key.".formatted(url)));
    assertThat(server.takeRequest(1, TimeUnit.SECONDS).getTarget()).isEqualTo("/api/health");
    RecordedRequest key = server.takeRequest(1, TimeUnit.SECONDS);
    assertThat(key.getTarget()).isEqualTo("/api/v1/logs/requests?limit=1");
    assertThat(key.getHeaders().get("Authorization")).isEqualTo("Bearer " + Pipeline.KEY);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void verify_whenFootfallDoesNotKnowTheKey_saysSo(int code) {
    footfallAnswers("0.1.0", 200, "{\"status\":\"healthy\"}");
    footfallAnswers("0.1.0", code, "{\"message\":\"not " + Pipeline.KEY + "\"}");

    assertThat(verify())
        .isEqualTo(
            trouble(
                "The Footfall server 0.1.0 at %s does not know the key (%d); check it for a typing"
                    + " error, or make one on its start page.",
                url, code));
  }

  @Test
  void verify_whenFootfallDoesNotKnowAKeyThatIsNoUuid_saysThatToo() {
    footfallAnswers("0.1.0", 200, "{\"status\":\"healthy\"}");
    footfallAnswers("0.1.0", 401, "");

    assertThat(verify(Config.builder(Pipeline.KEY.replace("0", "O")).serverUrl(url)))
        .isEqualTo(
            trouble(
                "The Footfall server 0.1.0 at %s does not know the key (401), which is no UUID as"
                    + " servers give out; check it for a typing error, or make one on its start"
                    + " page.",
                url));
  }

  @Test
  void verify_whenATokenMayNotRead_isWell() {
    footfallAnswers("0.1.0", 200, "{\"status\":\"healthy\"}");
    footfallAnswers("0.1.0", 403, "{\"message\":\"This token has scope write\"}");

    assertThat(verify(Config.builder("fft_" + "x".repeat(43)).serverUrl(url)))
        .isEqualTo(
            new Verification(
                true,
                "The Footfall server 0.1.0 at %s is well and knows the token, which may write."
                    .formatted(url)));
  }

  @Test
  void verify_whenFootfallIsUnwell_saysWhy() {
    footfallAnswers("0.1.0", 503, "{\"status\":\"unhealthy\",\"message\":\"The disk is full.\"}");

    assertThat(verify())
        .isEqualTo(
            trouble("The Footfall server 0.1.0 at %s is not well (503): The disk is full.", url));
  }

  @Test
  void verify_whenFootfallFailsAtTheKey_saysSo() {
    footfallAnswers("0.1.0", 200, "{\"status\":\"healthy\"}");
    footfallAnswers("0.1.0", 500, "");

    assertThat(verify())
        .isEqualTo(
            trouble(
                "The Footfall server 0.1.0 at %s is well but answered 500 when asked for the key: it"
                    + " does not say why; look into its log.",
                url));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405})
  void verify_whenFootfallLacksWhatItIsAskedFor_saysToUpdateIt(int code) {
    footfallAnswers("0.0.3", code, "");
    assertThat(verify())
        .isEqualTo(
            trouble(
                "The Footfall server 0.0.3 at %s answered %d for api/health, which this library (%s)"
                    + " needs; update the server, or check the path in serverUrl.",
                url, code, Version.TEXT));

    footfallAnswers("0.1.0", 200, "{\"status\":\"healthy\"}");
    footfallAnswers("0.1.0", code, "");
    assertThat(verify().message())
        .contains("server 0.1.0 at")
        .contains("answered " + code + " for api/v1/logs/requests, which this library");
  }

  @Test
  void verify_whenFootfallIsTooOld_saysBothVersions() {
    footfallAnswers("0.0.9", 200, "{\"status\":\"healthy\"}");

    assertThat(verify())
        .isEqualTo(
            trouble(
                "The Footfall server 0.0.9 at %s is too old for this library (%s), which needs 0.1.0"
                    + " or newer; update the server.",
                url, Version.TEXT));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.9, 0.1.0, true",
    "0.1.0, 0.1.0, false",
    "0.1, 0.1.0, false",
    "0.0.10, 0.0.9, false",
    "0.10.0, 0.9.0, false",
    "1.0.0, 0.9.9, false",
    "0.9.9-SNAPSHOT, 1.0.0, true",
    "0.1.0-SNAPSHOT, 0.1.0, false",
    "development, 0.1.0, false",
    "99999999999.1, 0.1.0, false",
  })
  void isOlder_comparesNumbers(String version, String than, boolean older) {
    assertThat(FootfallCheck.isOlder(version, than)).isEqualTo(older);
  }
}
