package dev.footfall.server.answer;

import dev.footfall.server.query.Filter;
import dev.footfall.server.query.Period;
import dev.footfall.server.query.TimeGrid;
import dev.footfall.server.store.Grouping.Membership;
import dev.footfall.server.store.Matches;
import org.jspecify.annotations.Nullable;

/**
 * What a query, or its comparison, is about.
 *
 * @param grid how the period is cut, where time is a dimension
 * @param membership which groups are rows of it; null: all
 */
record Scope(
    Period period,
    @Nullable TimeGrid grid,
    Filter filter,
    Matches matches,
    @Nullable Membership membership) {}
