package dev.footfall.server.query;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Which requests are meant: the part that queries, logs and exports share.
 *
 * @param from created at or after; null: from the first on
 * @param to created before; null: to the last
 * @param zone the one whose hours and weekdays are meant
 * @param withoutQueryStrings whether a path ends at its first question mark
 */
public record Filter(
    @Nullable Instant from,
    @Nullable Instant to,
    ZoneId zone,
    Condition condition,
    UserBy users,
    boolean withoutQueryStrings) {}
