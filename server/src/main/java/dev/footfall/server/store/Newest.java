package dev.footfall.server.store;

import java.time.Instant;

/**
 * How far a project's records are: who sees the same numbers again need not ask for its figures
 * again. They grow with each commit that changes what can be read of it, and say nothing else; a
 * server that starts again has other ones.
 *
 * @param at when the last of these commits was, or the server's start
 */
public record Newest(long requests, long events, Instant at) {}
