package dev.footfall.server.store;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log as read back.
 *
 * @param before a JSON object, or null when there was nothing
 * @param after a JSON object, or null when there is nothing
 */
public record StoredChange(
    long id,
    long atMicros,
    String actor,
    String action,
    String object,
    @Nullable String before,
    @Nullable String after) {}
