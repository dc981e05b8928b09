package dev.footfall.server.demo;

import dev.footfall.server.demo.Stories.Span;
import java.time.Instant;

/** The year as it is made, to compare what is stored with. */
public final class GeneratedYear {
  private GeneratedYear() {}

  /** How many requests there are in a part of the year with this end and this size. */
  public static long requests(Instant end, int records, Span span) {
    return new Year(end, records).calls(span).size();
  }
}
