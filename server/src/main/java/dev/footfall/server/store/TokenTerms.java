package dev.footfall.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token is to be for.
 *
 * @param owner whoever is to use it
 * @param filters a list in JSON that was read without fault, or null: it reads all
 * @param shared of what time a share link is to show records; null: it is none
 */
public record TokenTerms(
    String owner,
    Scope scope,
    @Nullable Instant expiresAt,
    @Nullable String filters,
    @Nullable SharedPeriod shared) {
  /** Of a token that is no share link. */
  public TokenTerms(
      String owner, Scope scope, @Nullable Instant expiresAt, @Nullable String filters) {
    this(owner, scope, expiresAt, filters, null);
  }
}
