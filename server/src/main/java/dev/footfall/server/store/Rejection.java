package dev.footfall.server.store;

/**
 * Why a record was rejected alone.
 *
 * @param field the one to blame, by a name that the server knows
 * @param reason one of a few words, such as {@code missing}
 */
public record Rejection(String field, String reason) {}
