package dev.footfall.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token is to be for.
 *
 * @param owner whoever is to use it
 * @param filters a list in JSON that was read without fault, or null: it reads all
 */
public record TokenTerms(
    String owner, Scope scope, @Nullable Instant expiresAt, @Nullable String filters) {}
