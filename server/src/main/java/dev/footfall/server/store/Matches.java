package dev.footfall.server.store;

/**
 * What a filter finds.
 *
 * @param weighted whether a record has a weight other than 1
 * @param maxResponseTimeMicros 0 when there are no records, or no percentiles are asked for
 * @param withoutUser records that have nothing of what a user is; 0 when no users are asked for
 */
public record Matches(
    long records, boolean weighted, long maxResponseTimeMicros, long withoutUser) {}
