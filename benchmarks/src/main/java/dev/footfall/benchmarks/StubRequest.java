package dev.footfall.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.MappingMatch;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A request as a browser behind a proxy sends it, costing as little as a request can: no method
 * allocates, so that what is measured is the filter. Recycled between requests, as containers do.
 * Whatever no filter is expected to ask fails.
 */
final class StubRequest extends HttpServletRequestWrapper {

  private static final HttpServletMapping MAPPING = new StubMapping();

  private static final String[] HEADERS = {
    "Host", "api.example.com",
    "Connection", "keep-alive",
    "Accept", "application/json, text/plain, */*",
    "User-Agent",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Safari/537.36",
    "Accept-Encoding", "gzip, deflate, br",
    "Accept-Language", "en-GB,en;q=0.9,de;q=0.8",
    "Referer", "https://shop.example.com/books",
    "X-Auth-Token", "b2f7a6d0c3e94b7f9d1e5a8c4b6f0e21",
    "X-Forwarded-For", "203.0.113.77",
    "X-Forwarded-Proto", "https",
  };

  private final String[] attributeNames = new String[8];
  private final @Nullable Object[] attributes = new Object[8];
  private final OneLine[] lines = new OneLine[HEADERS.length / 2];
  private int attributeCount;

  StubRequest() {
    super(Unexpected.of(HttpServletRequest.class));
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new OneLine(HEADERS[2 * i + 1]);
    }
  }

  /** The next request on the same connection. */
  void recycle() {
    for (int i = 0; i < attributeCount; i++) {
      attributes[i] = null;
    }
    attributeCount = 0;
  }

  @Override
  public @Nullable String getHeader(String name) {
    for (int i = 0; i < HEADERS.length; i += 2) {
      if (HEADERS[i].equalsIgnoreCase(name)) {
        return HEADERS[i + 1];
      }
    }
    return null;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    for (int i = 0; i < HEADERS.length; i += 2) {
      if (HEADERS[i].equalsIgnoreCase(name)) {
        return lines[i / 2].again();
      }
    }
    return Collections.emptyEnumeration();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    for (int i = 0; i < attributeCount; i++) {
      if (attributeNames[i].equals(name)) {
        return attributes[i];
      }
    }
    return null;
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    int at = 0;
    while (at < attributeCount && !attributeNames[at].equals(name)) {
      at++;
    }
    if (at == attributeCount) {
      attributeNames[attributeCount++] = name;
    }
    attributes[at] = value;
  }

  @Override
  public void removeAttribute(String name) {
    setAttribute(name, null);
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getRequestURI() {
    return "/v1/books/1841";
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer("https://api.example.com/v1/books/1841");
  }

  @Override
  public @Nullable String getQueryString() {
    return null;
  }

  @Override
  public String getContextPath() {
    return "";
  }

  @Override
  public String getServletPath() {
    return "/v1/books";
  }

  @Override
  public String getPathInfo() {
    return "/1841";
  }

  @Override
  public HttpServletMapping getHttpServletMapping() {
    return MAPPING;
  }

  @Override
  public String getScheme() {
    return "http";
  }

  @Override
  public String getServerName() {
    return "api.example.com";
  }

  @Override
  public int getServerPort() {
    return 80;
  }

  @Override
  public String getRemoteAddr() {
    return "10.0.0.7";
  }

  @Override
  public int getRemotePort() {
    return 40_000;
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return null;
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public boolean isAsyncStarted() {
    return false;
  }

  @Override
  public boolean isAsyncSupported() {
    return true;
  }

  private static final class StubMapping implements HttpServletMapping {
    @Override
    public String getMatchValue() {
      return "1841";
    }

    @Override
    public String getPattern() {
      return "/v1/books/*";
    }

    @Override
    public String getServletName() {
      return "books";
    }

    @Override
    public MappingMatch getMappingMatch() {
      return MappingMatch.PATH;
    }
  }

  /** Keeps its value: to store a reference in an old object costs more than what is measured. */
  @SuppressWarnings("JdkObsolete") // the servlet API asks for it
  private static final class OneLine implements Enumeration<String> {
    private final String value;
    private boolean more;

    OneLine(String value) {
      this.value = value;
    }

    OneLine again() {
      more = true;
      return this;
    }

    @Override
    public boolean hasMoreElements() {
      return more;
    }

    @Override
    public String nextElement() {
      if (!more) {
        throw new NoSuchElementException();
      }
      more = false;
      return value;
    }
  }
}
