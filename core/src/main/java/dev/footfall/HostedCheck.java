package dev.footfall;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Posts one plain record to a server that does not say that it is Footfall, which takes one or two
 * of the posts that the key has each minute. There is no other way to learn what such a server
 * makes of posts.
 */
final class HostedCheck {

  static final String PATH = "/footfall-verify";

  private final Config config;
  private final HttpTransport transport;
  private final long predictedSkips;

  HostedCheck(Config config, HttpTransport transport, long predictedSkips) {
    this.config = config;
    this.transport = transport;
    this.predictedSkips = predictedSkips;
  }

  Verification check() throws InterruptedException {
    if (!config.hasUuidKey()) {
      return Verification.trouble(
          "The apiKey for %s is no UUID, and servers give out UUIDs only; check it for a typing error.",
          config.values.serverUrl);
    }
    ServerFacts facts = new ServerFacts(config);
    OpenBatch open = new OpenBatch(Batch.Kind.REQUESTS, Origin.of(config), new Encoder(1));
    open.add(0, record(), false);
    Batch batch = open.close(0);
    String label = facts.framework();
    Answer answer = post(batch, label);
    boolean unknown = Verdict.of(answer, config).kind() == Verdict.Kind.UNKNOWN_FRAMEWORK;
    if (unknown && facts.useKnownFramework()) {
      answer = post(batch, facts.framework());
    }
    Verification trouble = Trouble.inPost(answer, config);
    if (trouble != null) {
      return trouble;
    }
    return explain(
        Verdict.of(answer, config),
        unknown
            ? "; it does not know the framework %s, so records go there as %s"
                .formatted(label, facts.framework())
            : "");
  }

  private Verification explain(Verdict verdict, String relabelled) {
    if (verdict.kind() == Verdict.Kind.BAD_DATA || verdict.rejected() > 0) {
      return Verification.trouble(
          "%s refused a plain record (%s): the key is probably wrong; check apiKey.",
          config.values.serverUrl, Quote.withoutStop(verdict.detail()));
    }
    if (verdict.kind() != Verdict.Kind.DELIVERED) {
      return Verification.trouble(
          "%s did not take a record: %s%s.",
          config.values.serverUrl,
          Quote.withoutStop(verdict.detail()),
          verdict.kind() == Verdict.Kind.LATER ? "; try again later" : "");
    }
    return Verification.well(
        "%s took a record with the path %s%s; it does not say whether it knows the key, and leaves out records whose text looks like SQL%s.",
        config.values.serverUrl,
        PATH,
        relabelled,
        predictedSkips > 0
            ? " to it, probably %d of those that were sent so far".formatted(predictedSkips)
            : " to it");
  }

  private Answer post(Batch batch, String label) throws InterruptedException {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    transport.send(
        new Transport.Post(
            batch.kind().path(),
            batch.id().toString(),
            Encoder.post(config.apiKey, label, batch, Map.of()),
            false),
        answer::complete);
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("only ever completed with an answer", e);
    }
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
}
