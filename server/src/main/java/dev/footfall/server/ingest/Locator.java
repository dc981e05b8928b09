package dev.footfall.server.ingest;

import org.jspecify.annotations.Nullable;

/** Tells the country of an address. */
@FunctionalInterface
public interface Locator {
  /** The two-letter code, or null when it is not known. */
  @Nullable String country(byte[] address);
}
