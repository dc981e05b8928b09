package dev.footfall.server.store;

import dev.footfall.server.query.Filter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Requests of a project in an order other than that of their ids.
 *
 * @param behind only those that come behind it in this order; null: from the first on
 * @param limit how many at most
 * @param budget how long finding them may take
 */
public record RequestRanking(
    int projectId,
    Filter filter,
    RequestOrder order,
    boolean ascending,
    @Nullable StoredRequest behind,
    int limit,
    Duration budget) {}
