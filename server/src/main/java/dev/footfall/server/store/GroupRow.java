package dev.footfall.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One group.
 *
 * @param keys one per dimension: text, or a whole number as a {@link Long}. That of time is the
 *     grid's, that of the response time the bin's place, that of the status class its hundreds
 * @param figures one per metric, whole numbers: rates in tenths of a percent, times in microseconds
 * @param samples records in it
 */
public record GroupRow(List<@Nullable Object> keys, List<@Nullable Number> figures, long samples) {}
