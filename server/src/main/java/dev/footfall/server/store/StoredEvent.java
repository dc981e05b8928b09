package dev.footfall.server.store;

/** An event as read back: with its id and its batch's origin. */
public record StoredEvent(long id, long receivedAtMicros, Origin origin, EventRow row) {}
