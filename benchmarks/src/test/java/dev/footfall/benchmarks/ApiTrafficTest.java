package dev.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApiTrafficTest {

  private static final Instant END = Instant.parse("2026-11-21T00:00:00Z");
  private static final int POSTS = 192;

  private final ApiTraffic traffic = traffic(1);
  private final Post post = new Post();

  private static ApiTraffic traffic(long seed) {
    return new ApiTraffic(seed, "key", 1_000, Timeline.year(END, POSTS * 1_000L));
  }

  private String write(ApiTraffic of, long number) {
    of.write(number, post);
    return post.body.toString();
  }

  private static List<String> values(String json, String pattern) {
    return Pattern.compile(pattern).matcher(json).results().map(MatchResult::group).toList();
  }

  private static List<Long> numbers(String json, String field) {
    return Pattern.compile("\"" + field + "\":(\\d+)")
        .matcher(json)
        .results()
        .map(found -> Long.parseLong(found.group(1)))
        .toList();
  }

  private static List<Instant> times(String json) {
    return Pattern.compile("\"created_at\":\"([^\"]+)\"")
        .matcher(json)
        .results()
        .map(found -> Instant.parse(found.group(1)))
        .toList();
  }

  private List<String> values(String pattern) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      all.addAll(values(write(traffic, i), pattern));
    }
    return all;
  }

  @Test
  void write_givesTheSameForTheSameSeedAndNumber() {
    String first = write(traffic, 7);
    write(traffic, 8);

    assertThat(write(traffic, 7)).isEqualTo(first);
    assertThat(write(traffic(1), 7)).isEqualTo(first);
    assertThat(write(traffic(2), 7)).isNotEqualTo(first);
    assertThat(write(traffic, 8)).isNotEqualTo(first);
  }

  @Test
  void tally_isWhatTheRecordsAddUpTo() {
    String json = write(traffic, 3);

    assertThat(post.tally)
        .isEqualTo(
            new Tally(
                1_000,
                times(json).stream().mapToLong(Instant::toEpochMilli).sum(),
                numbers(json, "response_time_us").stream().mapToLong(n -> n).sum()));
  }

  @Test
  void wrongRecords_areTheFirst_andAreNotInTheTally() {
    Timeline timeline = Timeline.steady(END, 10);
    String right = write(new ApiTraffic(1, "key", 20, timeline), 0);
    Tally all = post.tally;

    String json = write(new ApiTraffic(1, "key", 20, timeline, true, 3), 0);

    assertThat(numbers(json, "status"))
        .startsWith(99L, 99L, 99L)
        .doesNotContainSequence(99L, 99L, 99L, 99L);
    assertThat(json.replaceAll("\"status\":\\d+", ""))
        .isEqualTo(right.replaceAll("\"status\":\\d+", ""));
    long micros = numbers(json, "response_time_us").stream().limit(3).mapToLong(n -> n).sum();
    assertThat(post.tally.records()).isEqualTo(17);
    assertThat(post.tally.responseMicros()).isEqualTo(all.responseMicros() - micros);
  }

  @Test
  void recordsWithoutRoutes_haveTheSamePaths_thatTheTemplatesAreOf() {
    String routed = write(traffic, 0);
    Timeline timeline = Timeline.year(END, POSTS * 1_000L);

    String json = write(new ApiTraffic(1, "key", 1_000, timeline, false, 0), 0);

    assertThat(json).doesNotContain("\"route\"");
    assertThat(json).isEqualTo(routed.replaceAll("\"route\":\"[^\"]+\",", ""));
    List<String> templates = CalledService.templates(100);
    assertThat(templates).hasSize(100).doesNotHaveDuplicates();
    List<String> paths = values(json, "(?<=\"path\":\")[^\"?]+");
    assertThat(paths).hasSize(1_000);
    assertThat(paths.stream().filter(path -> isOfOne(path, templates)).count()).isGreaterThan(900);
  }

  private static boolean isOfOne(String path, List<String> templates) {
    return templates.stream()
        .anyMatch(
            template ->
                template.endsWith("/**")
                    ? path.startsWith(template.substring(0, template.length() - 2))
                    : path.equals(template));
  }

  @Test
  void posts_ofOneRound_areOfTheSameTimeAndTheNextOnesLater() {
    List<Instant> first = times(write(traffic, 0));
    List<Instant> beside = times(write(traffic, 15));
    List<Instant> next = times(write(traffic, 16));

    Duration span = Duration.between(first.get(0), first.get(999));
    assertThat(Duration.between(first.get(0), beside.get(0)).abs()).isLessThan(span.dividedBy(10));
    assertThat(Duration.between(first.get(999), next.get(0)).abs()).isLessThan(span.dividedBy(10));
  }

  @Test
  void times_fillTheYearAndNotMore() {
    List<Instant> all = new ArrayList<>();
    for (int i = 0; i < POSTS; i++) {
      all.addAll(times(write(traffic, i)));
    }

    assertThat(Collections.min(all))
        .isBetween(END.minus(Duration.ofDays(366)), END.minus(Duration.ofDays(364)));
    assertThat(Collections.max(all)).isBetween(END.minus(Duration.ofHours(2)), END);
  }

  @Test
  void records_areOfManyRoutesPathsAgentsAndUsersWithFavourites() {
    List<String> routes = values("\"method\":\"[^\"]+\",\"route\":\"[^\"]+\"");
    List<String> paths = values("\"path\":\"[^\"]+\"");
    List<String> agents = values("\"user_agent\":\"[^\"]+\"");
    List<String> users = values("\"user_id\":\"user[^\"]+\"");

    assertThat(new HashSet<>(routes)).hasSizeBetween(180, 200);
    assertThat(new HashSet<>(agents)).hasSizeBetween(450, 500);
    assertThat(new HashSet<>(users)).hasSizeBetween(15_000, 45_000);
    assertThat(new HashSet<>(paths)).hasSizeBetween(10_000, paths.size() / 2);
    assertThat(mostFrequent(users)).isGreaterThan(users.size() / 100);
    assertThat(mostFrequent(routes)).isGreaterThan(routes.size() / 20);
  }

  private static long mostFrequent(List<String> values) {
    Map<String, Long> counts =
        values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return Collections.max(counts.values());
  }

  @Test
  void failures_haveAnErrorAndComeInBursts() {
    Timeline hourARound = Timeline.steady(END, 100 * 16 / 3_600.0);
    ApiTraffic traffic = new ApiTraffic(1, "key", 100, hourARound);
    int bad = 0;
    for (int i = 0; i < 3_200; i++) {
      String json = write(traffic, i);
      int failed = values(json, "\"status\":5\\d\\d").size();
      assertThat(values(json, "\"error\":\"java")).hasSize(failed);
      bad += failed > 10 ? 1 : 0;
    }

    assertThat(bad).isBetween(3, 100);
  }

  @Test
  void heads_nameServicesWithInstancesAndVersionsThatChange() {
    Set<String> services = new HashSet<>(values("\"service\":\"[^\"]+\""));
    Set<String> ofOne =
        new HashSet<>(values("\"instance\":\"orders-service-\\d\",\"version\":\"[^\"]+\""));

    assertThat(services).hasSizeBetween(15, 20);
    assertThat(ofOne).hasSizeGreaterThan(10);
  }
}
