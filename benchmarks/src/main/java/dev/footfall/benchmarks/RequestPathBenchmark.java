package dev.footfall.benchmarks;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/** What a filter adds to a request, on the same request for all of them. */
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestPathBenchmark {

  /** The least that recording a request can cost: when it began and ended, and what it said. */
  @Benchmark
  public void floor(Traffic traffic, Blackhole hole) {
    long start = System.nanoTime();
    StubRequest request = traffic.next();
    hole.consume(request.getHeader("User-Agent"));
    hole.consume(request.getHeader("Forwarded"));
    hole.consume(request.getHeader("X-Forwarded-For"));
    hole.consume(request.getHeader("X-Auth-Token"));
    hole.consume(System.nanoTime() - start);
  }

  /** Footfall's servlet filter. */
  @Benchmark
  public void footfall(Traffic traffic, FootfallSubject subject)
      throws IOException, ServletException {
    traffic.nextThrough(subject.filter);
  }

  /** Brave's servlet filter, every request traced. */
  @Benchmark
  public void brave(Traffic traffic, BraveSubject subject) throws IOException, ServletException {
    traffic.nextThrough(subject.filter);
  }

  /** Spring's filter for Micrometer's observations. */
  @Benchmark
  public void spring(Traffic traffic, SpringSubject subject) throws IOException, ServletException {
    traffic.nextThrough(subject.filter);
  }
}
