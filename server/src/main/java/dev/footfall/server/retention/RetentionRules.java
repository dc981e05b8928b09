package dev.footfall.server.retention;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is kept.
 *
 * @param age records are deleted when they were created longer ago; null: never
 * @param maxRecords of each kind, only the newest so many of a project are kept; null: all
 * @param expireUnused whether the records of a project that nobody uses are deleted
 */
public record RetentionRules(
    @Nullable Duration age, @Nullable Long maxRecords, boolean expireUnused) {}
