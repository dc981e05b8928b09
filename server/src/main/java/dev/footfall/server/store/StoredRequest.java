package dev.footfall.server.store;

/** A request as read back: with its id and its batch's origin. */
public record StoredRequest(long id, long receivedAtMicros, Origin origin, RequestRow row) {}
