package dev.footfall;

/**
 * A field that a record need not have. What is off is not read. Only a Footfall server stores
 * these; others ignore them.
 */
public enum Extra {
  /** The matched route template. On by default. */
  ROUTE,
  /** The class name of the exception that failed the request. On by default. */
  ERROR,
  /** The sizes of request and response, from their {@code Content-Length} only. */
  SIZES,
  /** The {@code Referer} header, or what the {@code referrer} mapper gives. */
  REFERRER,
  /** The trace id in the {@code traceparent} header (W3C Trace Context). */
  TRACE_ID
}
