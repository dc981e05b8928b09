package dev.footfall.server.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every figure of random queries over random records, against one computed here from what was
 * posted. {@code footfall.oracle.seed}, {@code .day}, {@code .queries} and {@code .records} choose
 * others.
 */
class OracleTest {
  private static final long SEED = Long.getLong("footfall.oracle.seed", 1);
  private static final int QUERIES = Integer.getInteger("footfall.oracle.queries", 200);
  private static final int RECORDS = Integer.getInteger("footfall.oracle.records", 50_000);
  private static final Instant END =
      Instant.parse(
          System.getProperty(
                  "footfall.oracle.day",
                  Instant.now().toString().substring(0, "2026-11-20".length()))
              + "T00:00:00Z");
  private static final int POST = 700;

  /** How far before the first record the first of the late ones may be. */
  private static final Duration LATE = Duration.ofDays(10);

  @TempDir static Path data;
  private static TestServer server;
  private static Project plain;
  private static Project weighted;

  @BeforeAll
  static void start() {
    server = new TestServer(data);
    plain = new Project(false);
    weighted = new Project(true);
    plain.post(RECORDS * 2 / 3, Duration.ZERO);
    weighted.post(RECORDS / 3, Duration.ZERO);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answers_equalWhatTheRecordsSay_alsoRightAfterLateOnes() {
    plain.askAll();
    weighted.askAll();

    plain.post(300, LATE);
    weighted.post(200, LATE);

    plain.askAll();
    weighted.askAll();
  }

  @Test
  void answers_whenAKeysRecordsAreDeleted_haveNone() {
    Project project = new Project(true);
    project.post(1000, Duration.ZERO);
    List<Question> questions = project.questions(5);
    questions.forEach(project::check);

    server.send("DELETE", "/api/data", null, "X-AUTH-TOKEN", project.key);

    Instant first = Request.instant(project.first());
    project.requests.clear();
    for (Question question : questions) {
      project.check(question.from() == null ? question.withFrom(first.toString()) : question);
    }
    plain.questions(5).forEach(plain::check);
  }

  /** The records of one key. */
  private static final class Project {
    final String key = server.newKey();
    final List<Request> requests = new ArrayList<>();
    private final boolean isWeighted;
    private final Random random = new Random(SEED);
    private final Moments moments = new Moments(random, END);
    private final Traffic traffic;
    private List<Question> questions;

    Project(boolean isWeighted) {
      this.isWeighted = isWeighted;
      traffic = new Traffic(random, moments, isWeighted);
    }

    void post(int count, Duration age) {
      List<JsonNode> sent = new ArrayList<>();
      for (int left = count; left > 0; left -= POST) {
        JsonNode post = traffic.post(key, Math.min(left, POST), age);
        assertThat(server.post("/api/requests", post.toString()).json().path("accepted").asInt())
            .isEqualTo(Math.min(left, POST));
        post.get("requests").forEach(sent::add);
      }
      int known = requests.size();
      long last = known == 0 ? 0 : requests.get(known - 1).id();
      RequestLog.after(server, key, last).forEach(each -> requests.add(Request.ofLog(each)));
      assertThat(requests).hasSize(known + count);
      for (int i = 0; i < count; i++) {
        Request request = requests.get(known + i);
        assertThat(Request.instant(request.createdAtMicros()).toString())
            .isEqualTo(sent.get(i).get("created_at").asText());
        assertThat(request.status()).isEqualTo(sent.get(i).get("status").asInt());
        assertThat(request.weight()).isEqualTo(sent.get(i).path("weight").asDouble(1));
      }
    }

    /** The same ones each time, the other way round. */
    void askAll() {
      if (questions == null) {
        questions = questions(isWeighted ? QUERIES / 3 : QUERIES - QUERIES / 3);
      }
      Collections.reverse(questions);
      List<String> differences = new ArrayList<>();
      int answered = 0;
      for (Question question : questions) {
        Outcome outcome = ask(question);
        answered += outcome.expected().main().records() > 0 ? 1 : 0;
        if (outcome.difference() != null) {
          differences.add(outcome.difference());
        }
      }
      assertThat(differences)
          .describedAs(
              "%d of %d differ, the first:\n%s",
              differences.size(),
              questions.size(),
              String.join("\n\n", differences.subList(0, Math.min(3, differences.size()))))
          .isEmpty();
      assertThat(answered).isGreaterThan(questions.size() / 2);
    }

    List<Question> questions(int count) {
      Questions making = new Questions(random, moments, requests, LATE, Instant.now());
      List<Question> made = new ArrayList<>();
      while (made.size() < count) {
        made.add(making.next());
      }
      return made;
    }

    long first() {
      return requests.stream().mapToLong(Request::createdAtMicros).min().orElse(0);
    }

    void check(Question question) {
      assertThat(ask(question).difference()).isNull();
    }

    private record Outcome(Expected expected, String difference) {}

    private Outcome ask(Question question) {
      Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      JsonNode answer =
          server.post("/api/v1/query", question.json().toString(), "X-AUTH-TOKEN", key).json();
      Instant after = Instant.now();
      long end = 0;
      if (question.to() == null && answer.at("/range/to").isTextual()) {
        Instant given = OffsetDateTime.parse(answer.at("/range/to").asText()).toInstant();
        assertThat(given).isBetween(before, after);
        end = Request.micros(given);
      }
      Expected expected =
          new Oracle(question, Questions.period(question, first(), end)).answer(requests);
      String difference =
          answer.has("rows") ? Difference.between(expected, answer) : "refused: " + answer;
      return new Outcome(
          expected,
          difference == null
              ? null
              : "seed %d, day %s, weighted %b%n%s%n%s"
                  .formatted(SEED, END, isWeighted, question.json(), difference));
    }
  }
}
