package dev.footfall.server.store;

/**
 * A place in a log and the direction of reading.
 *
 * @param id ids beyond it are read; it is not itself included
 * @param ascending whether ids above it are read, ascending, else those below it, descending
 * @param limit how many at most
 */
public record LogCursor(long id, boolean ascending, int limit) {}
