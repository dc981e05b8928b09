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
 * and what they cost their own thread in processor time and memory. JMH's time goes on while the
 * thread waits for a processor, and its profiler adds up the allocations of all threads.
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
  private long cpuBefore;

  /** Begins to count anew. */
  @Setup(Level.Iteration)
  public void begin() {
    requests = 0;
    allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    cpuBefore = THREADS.getCurrentThreadCpuTime();
  }

  /** Counted by JMH: requests of this iteration. */
  public long requests() {
    return requests;
  }

  /** Counted by JMH: bytes that this thread allocated in this iteration. */
  public long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
  }

  /** Counted by JMH: nanoseconds that this thread had a processor in this iteration. */
  public long cpuNanos() {
    return THREADS.getCurrentThreadCpuTime() - cpuBefore;
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
