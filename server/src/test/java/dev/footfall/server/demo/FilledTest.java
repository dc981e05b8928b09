package dev.footfall.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.server.demo.Stories.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilledTest {
  private static final Instant END = Instant.parse("2026-03-04T15:20:31Z");
  private static final Instant BEGIN = END.minus(Duration.ofDays(100));

  @Test
  void spans_coverAllOnce_theNewestFirst() {
    Instant now = END.plus(Duration.ofDays(25));
    List<Span> spans = new ArrayList<>();
    Filled filled = new Filled(END, END, END, END);
    for (Filled next = filled.next(BEGIN, now); next != null; next = filled.next(BEGIN, now)) {
      spans.add(next.span());
      filled = next.done();
    }

    assertThat(spans.get(0).from()).isEqualTo(END);
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparing(Span::from));
    assertThat(sorted.get(0).from()).isEqualTo(BEGIN);
    assertThat(sorted.get(sorted.size() - 1).to()).isEqualTo(now);
    for (int i = 1; i < sorted.size(); i++) {
      assertThat(sorted.get(i).from()).isEqualTo(sorted.get(i - 1).to());
    }
  }

  @Test
  void firstSpan_isShort_soThatThereIsSomethingToSeeSoon() {
    Span first = new Filled(END, END, END, END).next(BEGIN, END).span();

    assertThat(first).isEqualTo(new Span(END.minus(Duration.ofDays(1)), END));
  }

  @Test
  void next_isNone_whenTheClockIsBeforeTheEnd() {
    Filled whole = new Filled(BEGIN, BEGIN, END, END);

    assertThat(whole.next(BEGIN, END.minusSeconds(60))).isNull();
  }
}
