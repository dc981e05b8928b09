package dev.footfall.benchmarks;

import brave.Tracing;
import brave.http.HttpTracing;
import brave.jakarta.servlet.TracingFilter;
import brave.sampler.Sampler;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.Encoding;
import zipkin2.reporter.brave.AsyncZipkinSpanHandler;

/** Brave's filter with its asynchronous reporter, sending to nowhere. */
@State(Scope.Benchmark)
public class BraveSubject {

  /** Overload is the point here. Held, because a logger that nobody holds forgets its level. */
  private static final Logger REPORTER = Logger.getLogger("zipkin2.reporter");

  static {
    REPORTER.setLevel(Level.OFF);
  }

  final Filter filter;
  private final Tracing tracing;
  private final AsyncZipkinSpanHandler reporter;

  /** Creates the filter and what stands behind it. */
  public BraveSubject() {
    reporter = AsyncZipkinSpanHandler.create(new Discarding());
    tracing =
        Tracing.newBuilder()
            .localServiceName("bookshop")
            .sampler(Sampler.ALWAYS_SAMPLE)
            .addSpanHandler(reporter)
            .build();
    filter = TracingFilter.create(HttpTracing.create(tracing));
  }

  /** Closes what stands behind the filter. */
  @TearDown
  public void close() {
    tracing.close();
    reporter.close();
  }

  private static final class Discarding extends BytesMessageSender.Base {
    Discarding() {
      super(Encoding.JSON);
    }

    @Override
    public int messageMaxBytes() {
      return 500_000;
    }

    @Override
    public void send(List<byte[]> encodedSpans) {}

    @Override
    public void close() {}
  }
}
