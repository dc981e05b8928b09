package dev.footfall;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks the server whether records would arrive, and says in a sentence what it found. */
final class Verifier {

  private static final String PATH = "/footfall-verify";

  private final Config config;
  private final HttpTransport transport;

  Verifier(Config config, HttpTransport transport) {
    this.config = config;
    this.transport = transport;
  }

  Verification verify() {
    if (!config.enabled) {
      return new Verification(false, "Footfall is switched off (enabled=false).");
    }
    Answer health = transport.get("api/health", null);
    if (health.failure() != null) {
      return new Verification(false, unreachable(health.failure()));
    }
    return health.footfallServer() == null ? verifyHosted() : verifyFootfall(health);
  }

  private Verification verifyFootfall(Answer health) {
    if (health.status() != 200) {
      return new Verification(
          false,
          "The Footfall server at %s is not well (%d): %s"
              .formatted(config.serverUrl, health.status(), Verdict.quoted(health.body())));
    }
    Answer key = transport.get("api/v1/logs/requests?limit=1", config.apiKey);
    return switch (key.status()) {
      case 200 ->
          new Verification(
              true,
              "The Footfall server %s at %s is well and knows the key."
                  .formatted(health.footfallServer(), config.serverUrl));
      case 401, 403 ->
          new Verification(
              false,
              "The Footfall server at %s does not know the key; make one on its start page."
                  .formatted(config.serverUrl));
      default ->
          new Verification(
              false,
              "The Footfall server at %s is well but answered %d when asked for the key."
                  .formatted(config.serverUrl, key.status()));
    };
  }

  private Verification verifyHosted() {
    ServerFacts facts = new ServerFacts(config);
    OpenBatch open = new OpenBatch(Batch.Kind.REQUESTS, Origin.of(config), new Encoder(1));
    open.add(0, record(), true);
    Batch batch = open.close(0);
    String label = facts.framework();
    Verdict verdict = post(batch, label);
    if (verdict.kind() == Verdict.Kind.UNKNOWN_FRAMEWORK && facts.useKnownFramework()) {
      verdict = post(batch, facts.framework());
      if (verdict.kind() == Verdict.Kind.DELIVERED) {
        return new Verification(
            true,
            "%s took a record, though it does not know the framework %s; records go there as %s."
                .formatted(config.serverUrl, label, facts.framework()));
      }
    }
    return switch (verdict.kind()) {
      case DELIVERED ->
          new Verification(
              true,
              "%s took a record with the path %s. It does not say whether the key is known to it, and leaves out records with text that looks like SQL."
                  .formatted(config.serverUrl, PATH));
      case BAD_DATA ->
          new Verification(
              false,
              "%s refused a plain record (%s): the key is probably wrong."
                  .formatted(config.serverUrl, verdict.detail()));
      default -> new Verification(false, "%s: %s.".formatted(config.serverUrl, verdict.detail()));
    };
  }

  private Verdict post(Batch batch, String label) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    transport.send(
        new Transport.Post(
            batch.kind().path(),
            batch.id().toString(),
            Encoder.post(config.apiKey, label, batch, Map.of()),
            false),
        answer::complete);
    return Verdict.of(answer.join());
  }

  private static RequestRecord record() {
    return new RequestRecord(
        Instant.now(),
        "GET",
        PATH,
        200,
        0,
        "-",
        "",
        "footfall-java",
        "",
        null,
        null,
        null,
        null,
        null,
        null,
        -1,
        -1);
  }

  private String unreachable(@Nullable IOException failure) {
    String host = config.serverUrl.host();
    if (failure instanceof UnknownHostException) {
      return "The name %s was not found; check serverUrl.".formatted(host);
    }
    if (failure instanceof ConnectException) {
      return "%s:%d refused the connection; check that the server runs and serverUrl has its port."
          .formatted(host, config.serverUrl.port());
    }
    if (failure instanceof SSLException) {
      return "TLS with %s failed: %s; check the certificate, and http against https in serverUrl."
          .formatted(host, failure.getMessage());
    }
    return "%s could not be reached: %s.".formatted(config.serverUrl, failure);
  }
}
