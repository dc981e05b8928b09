package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a person reads in the log. */
class DeliveryLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.footfall");
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final FakeTransport transport = new FakeTransport();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    logger.addAppender(written);
    written.start();
  }

  @AfterEach
  void theKeyIsNeverThere() {
    logger.detachAppender(written);
    logger.setLevel(Level.OFF);
    assertThat(lines()).noneMatch(line -> line.contains(Pipeline.KEY));
  }

  /** What was written since it was asked for last. */
  private List<String> lines() {
    List<String> lines =
        written.list.stream().map(e -> e.getLevel() + " " + e.getFormattedMessage()).toList();
    assertThat(lines).noneMatch(line -> line.contains(Pipeline.KEY));
    written.list.clear();
    return lines;
  }

  @Test
  void start_saysWhereRecordsGo() {
    Analytics.create(Pipeline.config().privacyLevel(1).build()).close();
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("INFO", "http://127.0.0.1:1/", "privacy level 1", "every 60 s");

    Analytics.create(Config.builder("my-key").serverUrl("http://127.0.0.1:1").build()).close();
    assertThat(lines()).last().asString().contains("WARN", "apiKey is no UUID");

    String token = "fft_" + "aB-_0".repeat(8) + "xyz";
    Analytics.create(Config.builder(token).serverUrl("http://127.0.0.1:1").build()).close();
    assertThat(lines()).singleElement().asString().startsWith("INFO");

    Analytics.create(Pipeline.config().enabled(false).build()).close();
    assertThat(lines()).singleElement().asString().contains("switched off");
  }

  @Test
  void outage_isSaidOnceThenSummedUpThenOver() {
    Pipeline pipeline = new Pipeline(Pipeline.config().build(), transport);
    transport.answering(Answer.failed(new IOException("connection reset")));
    pipeline.recordMany(5);
    pipeline.pass(Duration.ofSeconds(30));
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("WARN", "connection reset", "Records are kept", "check that serverUrl");

    pipeline.pass(Duration.ofHours(1));
    int posts = transport.posts.size();
    List<String> summaries = lines();
    assertThat(summaries).hasSizeBetween(8, 60);
    assertThat(summaries).allSatisfy(line -> assertThat(line).contains("still could not deliver"));
    assertThat(summaries.get(summaries.size() - 1)).contains(posts + " posts failed in ");

    transport.answering(FakeTransport.hostedCreated());
    pipeline.pass(Duration.ofMinutes(6));
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("INFO", "again", posts + " failed posts");
  }

  @Test
  void spooledRecords_areSaidAtStart_andThoseForAnotherKeyToo(@TempDir Path directory) {
    transport.answering(Answer.failed(new IOException("away")));
    Config config = Pipeline.config().spoolDirectory(directory).build();
    Pipeline first = new Pipeline(config, transport);
    first.recordMany(7);
    first.pass(Duration.ofSeconds(10));
    first.outbox.close();
    lines();

    new Pipeline(config, transport).outbox.close();
    assertThat(lines()).singleElement().asString().contains("INFO", "7 records", "sent first");

    Config other =
        Config.builder("00000000-0000-4000-8000-000000000000")
            .serverUrl("http://127.0.0.1:1")
            .spoolDirectory(directory)
            .build();
    new Pipeline(other, transport).outbox.close();
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("WARN", "7 more records", "another apiKey or serverUrl");
  }

  @Test
  void wrongKey_isAnErrorWithItsRemedy() {
    Pipeline pipeline = new Pipeline(Pipeline.config().build(), transport);
    transport.answering(FakeTransport.hosted(401, "{\"message\":\"no key " + Pipeline.KEY + "\"}"));
    pipeline.recordMany(5);
    pipeline.pass(Duration.ofSeconds(30));

    assertThat(lines()).singleElement().asString().contains("ERROR", "401", "check apiKey");
  }

  @Test
  void failure_isWhatKeepsRecordsFromArrivingNow() {
    Pipeline pipeline = new Pipeline(Pipeline.config().build(), transport);
    transport.answering(Answer.failed(new IOException("connection reset " + Pipeline.KEY)));
    assertThat(pipeline.shipper.failure()).isNull();
    pipeline.record(Event.named("a").build());
    pipeline.pass(Duration.ofSeconds(10));
    assertThat(pipeline.shipper.failure())
        .startsWith("Events do not arrive at http://127.0.0.1:1/: ");

    pipeline.recordMany(5);
    pipeline.pass(Duration.ofMinutes(2));
    assertThat(pipeline.shipper.failure())
        .startsWith("Records do not arrive at http://127.0.0.1:1/: the exchange with")
        .contains(
            "connection reset",
            "; the server may just have been restarted; if nothing ever arrives, check that serverUrl")
        .endsWith(".")
        .doesNotContain(Pipeline.KEY);

    // Of a server that takes no events nothing is wrong with them.
    transport.answering(FakeTransport.hostedCreated());
    pipeline.pass(Duration.ofMinutes(6));
    assertThat(pipeline.stats().delivered()).isEqualTo(5);
    assertThat(pipeline.stats().dropped()).containsEntry(DropReason.UNSUPPORTED, 1L);
    assertThat(pipeline.shipper.failure()).isNull();
    lines();
  }

  @Test
  void sharedBudget_isSaidOnceAnHour() {
    Pipeline pipeline = new Pipeline(Pipeline.config().build(), transport);
    transport.answering(FakeTransport.hosted(429, ""));
    pipeline.recordMany(5);
    pipeline.pass(Duration.ofMinutes(59));
    assertThat(lines()).singleElement().asString().contains("INFO", "same apiKey");
  }

  @Test
  void drops_areSaidWithTheirReasonAndSummedUp() {
    Pipeline pipeline = new Pipeline(Pipeline.config().maxQueued(10).build(), transport);
    transport.answering(FakeTransport.hostedCreated());
    for (int second = 0; second < 59; second++) {
      pipeline.recordMany(15);
      pipeline.pass(Duration.ofSeconds(1));
    }
    assertThat(lines()).singleElement().asString().contains("WARN", "lost 5 records", "QUEUE_FULL");

    pipeline.recordMany(15);
    pipeline.pass(Duration.ofMinutes(1));
    assertThat(lines()).singleElement().asString().contains("lost 295 records");
  }

  @Test
  void spool_thatCannotBeUsed_isSaidWithWhatToDo() {
    new Pipeline(Pipeline.config().spoolDirectory(Path.of("/dev/null/spool")).build(), transport);
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("WARN", "/dev/null/spool", "memory only", "check that the directory");
  }
}
