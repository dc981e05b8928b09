package dev.footfall.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the document says about queries is what they understand. */
class QueryDocumentTest {
  private static final Pattern BODY = Pattern.compile("/api/v1/(\\w+) (?:\\\\\\s+)?-d '([^']*)'");
  private static final Pattern SEARCHES =
      Pattern.compile("\\| for example \\| finds \\|\n\\|---\\|---\\|\n((?:\\|.*\n)+)");
  private static final Pattern FENCED = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  @Test
  void bodies_areUnderstood() throws IOException {
    List<MatchResult> calls =
        BODY.matcher(read("QUERY.md") + read("../README.md")).results().toList();
    assertThat(calls)
        .extracting(call -> call.group(1))
        .containsExactlyInAnyOrder("query", "query", "explain", "anomalies");
    for (MatchResult call : calls) {
      String body = call.group(2);
      assertThatCode(() -> read(call.group(1), body)).as(body).doesNotThrowAnyException();
    }
  }

  private static void read(String call, String body) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    switch (call) {
      case "explain" -> WhyReader.read(bytes);
      case "anomalies" -> AnomalySearchReader.read(bytes);
      default -> QueryReader.read(bytes);
    }
  }

  @Test
  void searches_areUnderstood() throws IOException {
    List<String> tables = found(SEARCHES, read("QUERY.md"));
    assertThat(tables).hasSize(1);
    List<String> searches = tables.get(0).lines().map(line -> found(CODE, line).get(0)).toList();
    assertThat(searches).hasSizeGreaterThan(10);
    for (String search : searches) {
      assertThatCode(() -> SearchReader.read(search)).as(search).doesNotThrowAnyException();
    }
  }

  @Test
  void everyName_isThere() throws IOException {
    List<String> code = found(CODE, FENCED.matcher(read("QUERY.md")).replaceAll(""));
    Stream<Map<String, ?>> names =
        Stream.of(
            Names.FIELDS,
            Names.OPERATORS,
            Names.METRICS,
            Names.DIMENSIONS,
            Names.USERS,
            Names.COMPARISONS,
            Names.GROUPS);
    assertThat(code).containsAll(names.flatMap(known -> known.keySet().stream()).toList());
  }
}
