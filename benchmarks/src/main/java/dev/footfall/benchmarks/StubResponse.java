package dev.footfall.benchmarks;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/** A response that went well. Whatever no filter is expected to ask fails. */
final class StubResponse extends HttpServletResponseWrapper {

  StubResponse() {
    super(Unexpected.of(HttpServletResponse.class));
  }

  @Override
  public int getStatus() {
    return SC_OK;
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return null;
  }
}
