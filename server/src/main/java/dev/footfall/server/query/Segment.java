package dev.footfall.server.query;

import java.time.Instant;

/**
 * A part of a {@link TimeGrid} in which the clock is not changed: a bucket's key is computed there
 * by arithmetic alone, see {@link TimeGrid#key}.
 *
 * @param from it holds from here on, until the next one's
 * @param offsetSeconds how far the clock is ahead of UTC
 * @param least no key of it is smaller
 */
public record Segment(Instant from, int offsetSeconds, long least) {}
