package dev.footfall.server.demo;

import dev.footfall.server.demo.Stories.Span;
import java.time.Instant;

/** The year as it is made, to compare what is stored with. */
public final class GeneratedYear {
  private GeneratedYear() {}

  /** How many requests the year before this end has. */
  public static long requests(Instant end, int records) {
    return new Year(end, records).calls(new Span(end.minus(Rhythm.YEAR), end)).size();
  }
}
