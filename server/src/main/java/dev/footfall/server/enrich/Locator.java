package dev.footfall.server.enrich;

import org.jspecify.annotations.Nullable;

/** Tells the country of an address; thread-safe. */
@FunctionalInterface
public interface Locator {
  /** The two-letter code, or null when it is not known. */
  @Nullable String country(byte[] address);
}
