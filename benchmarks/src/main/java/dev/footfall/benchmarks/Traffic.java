package dev.footfall.benchmarks;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One connection's requests, each through a filter in front of an application that does nothing;
 * and what its thread allocates. JMH's own profiler adds up all threads, while what delays a
 * request is what its own thread does.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Traffic {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final StubRequest request = new StubRequest();
  private final StubResponse response = new StubResponse();
  private final FilterChain application = (servletRequest, servletResponse) -> {};
  private long requests;
  private long allocatedBefore;

  /** Begins to count anew. */
  @Setup(Level.Iteration)
  public void begin() {
    requests = 0;
    allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Counted by JMH: requests of this iteration. */
  public long requests() {
    return requests;
  }

  /** Counted by JMH: bytes that this thread allocated in this iteration. */
  public long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
  }

  StubRequest next() {
    requests++;
    request.recycle();
    return request;
  }

  void nextThrough(Filter filter) throws IOException, ServletException {
    filter.doFilter(next(), response, application);
  }
}
