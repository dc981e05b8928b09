package dev.footfall.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.demo.Stories.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class YearTest {
  private static final Instant END = Instant.parse("2026-03-04T15:20:31Z");
  private static final int RECORDS = 50_000;

  private final Year year = new Year(END, RECORDS);

  @Test
  void calls_areTheSame_forTheSameEnd() {
    Span span = span(Duration.ofDays(9), Duration.ofDays(2));

    assertThat(bodies(new Year(END, RECORDS), span)).isEqualTo(bodies(year, span)).isNotEmpty();
  }

  @Test
  void calls_areOthers_forAnotherEnd() {
    Span span = span(Duration.ofDays(9), Duration.ofDays(2));

    assertThat(bodies(new Year(END.plusSeconds(86_400), RECORDS), span))
        .isNotEqualTo(bodies(year, span));
  }

  @Test
  void calls_ofParts_areThoseOfTheWhole() {
    Span whole = span(Duration.ofDays(4), Duration.ZERO);
    Instant cut = END.minusSeconds(200_003);
    List<Call> parts = new ArrayList<>(year.calls(new Span(whole.from(), cut)));
    parts.addAll(year.calls(new Span(cut, whole.to())));

    assertThat(parts)
        .hasSizeGreaterThan(100)
        .containsExactlyInAnyOrderElementsOf(year.calls(whole));
  }

  @Test
  void calls_goOnAfterTheEnd() {
    assertThat(year.calls(new Span(END, END.plus(Duration.ofDays(20))))).hasSizeGreaterThan(2_000);
  }

  @Test
  void posts_ofASpan_haveTheSameIds_andNoIdTwice() {
    Span span = span(Duration.ofDays(30), Duration.ofDays(20));
    List<Post> posts = Post.of(year.calls(span), span);

    assertThat(posts).extracting(Post::id).doesNotHaveDuplicates();
    assertThat(Post.of(year.calls(span), span))
        .extracting(Post::id)
        .containsExactlyElementsOf(posts.stream().map(Post::id).toList());
  }

  @Test
  void stories_areThere_wheneverTheYearEnds() {
    for (int i = 0; i < 14; i++) {
      Instant end = END.plus(Duration.ofHours(i * 24L * 27 + i * 5L));
      Year some = new Year(end, RECORDS);
      Stories stories = some.stories();

      assertThat(Duration.between(stories.secondOutage().span().to(), end))
          .isBetween(Duration.ofDays(1), Duration.ofDays(7));
      for (Stories.Outage outage : stories.outages()) {
        List<Call> hit =
            some.calls(outage.span()).stream()
                .filter(call -> outage.operations().contains(call.route().operation()))
                .toList();
        assertThat(hit)
            .filteredOn(call -> outage.error().equals(call.error()))
            .hasSizeGreaterThan(hit.size() * 3 / 4);
      }
      assertThat(some.calls(new Span(stories.newError().from(), end)))
          .extracting(Call::error)
          .contains(stories.newError().error());
      assertThat(some.calls(new Span(end.minus(Duration.ofDays(7)), end)))
          .extracting(Call::responseMicros)
          .contains(stories.longestRequest().micros());
      assertThat(some.calls(stories.slowRelease().span()))
          .extracting(call -> call.origin().version())
          .contains(stories.slowRelease().version());
    }
  }

  private static Span span(Duration from, Duration to) {
    return new Span(END.minus(from), END.minus(to));
  }

  private static List<String> bodies(Year year, Span span) {
    return Post.of(year.calls(span), span).stream()
        .map(post -> new String(post.body("key"), java.nio.charset.StandardCharsets.UTF_8))
        .toList();
  }
}
