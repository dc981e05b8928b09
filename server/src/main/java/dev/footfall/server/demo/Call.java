package dev.footfall.server.demo;

import org.jspecify.annotations.Nullable;

/**
 * One request and what it came to.
 *
 * @param requestBytes −1: unknown
 * @param error the exception's class, or null
 */
record Call(
    long micros,
    Origin origin,
    Person person,
    Route route,
    String path,
    int status,
    long responseMicros,
    int requestBytes,
    int responseBytes,
    @Nullable String error,
    String session,
    @Nullable String referrer) {}
