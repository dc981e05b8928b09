package dev.footfall.server.retention;

import dev.footfall.server.store.ProjectSettings;
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
    @Nullable Duration age, @Nullable Long maxRecords, boolean expireUnused) {

  /** Those of a project with decisions of its own: whichever keeps less counts. */
  public RetentionRules of(ProjectSettings own) {
    Integer days = own.retentionDays();
    Duration ownAge = days == null ? null : Duration.ofDays(days);
    return new RetentionRules(less(age, ownAge), less(maxRecords, own.maxRecords()), expireUnused);
  }

  private static <T extends Comparable<T>> @Nullable T less(@Nullable T one, @Nullable T other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }
}
