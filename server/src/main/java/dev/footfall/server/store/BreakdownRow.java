package dev.footfall.server.store;

import org.jspecify.annotations.Nullable;

/**
 * One value of a field and what it has of a figure in two periods.
 *
 * @param key text, or a whole number as a {@link Long}; null: what has no value, or all
 * @param values how many values the field has in both periods
 */
public record BreakdownRow(@Nullable Object key, Addends now, Addends before, long values) {}
