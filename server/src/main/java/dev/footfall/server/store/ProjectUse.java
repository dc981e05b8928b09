package dev.footfall.server.store;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How a project is used.
 *
 * @param postedAtMicros when somebody last posted to it
 * @param lookedAtMicros when somebody last looked at its records
 * @param warnings on how many days it was warned that its records will be deleted
 * @param warnedOn the last of these days
 */
public record ProjectUse(
    long postedAtMicros, long lookedAtMicros, int warnings, @Nullable LocalDate warnedOn) {

  /** On so many days it is warned before anything is deleted. */
  public static final int WARNINGS = 14;

  /** A project of which nothing is known until now. */
  static ProjectUse knownSince(long micros) {
    return new ProjectUse(micros, micros, 0, null);
  }

  ProjectUse posted(long micros) {
    return new ProjectUse(Math.max(postedAtMicros, micros), lookedAtMicros, warnings, warnedOn);
  }

  ProjectUse looked(long micros) {
    return new ProjectUse(postedAtMicros, Math.max(lookedAtMicros, micros), warnings, warnedOn);
  }

  /** From when on its records may be deleted, or null when it is not warned. */
  public @Nullable LocalDate expiresOn() {
    return warnedOn == null ? null : warnedOn.plusDays(WARNINGS - warnings + 1L);
  }

  /** Warned on a day, for so many days by now; none: not warned any more. */
  public ProjectUse warned(int days, @Nullable LocalDate day) {
    return new ProjectUse(postedAtMicros, lookedAtMicros, days, day);
  }
}
