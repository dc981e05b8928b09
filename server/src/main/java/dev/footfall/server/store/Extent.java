package dev.footfall.server.store;

/** When the first and the last request of a project were created, in microseconds. */
public record Extent(long firstMicros, long lastMicros) {}
