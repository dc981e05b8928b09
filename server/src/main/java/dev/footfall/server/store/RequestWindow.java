package dev.footfall.server.store;

import dev.footfall.server.query.Filter;
import java.time.Duration;

/**
 * Requests of a project with an id between two others.
 *
 * @param after ids above it
 * @param before ids below it
 * @param ascending in which order, and which of them when there are more than the limit
 * @param limit how many at most
 * @param budget how long finding them may take
 */
public record RequestWindow(
    int projectId,
    Filter filter,
    long after,
    long before,
    boolean ascending,
    int limit,
    Duration budget) {}
