package dev.footfall.server.retention;

import dev.footfall.server.store.Micros;
import dev.footfall.server.store.ProjectUse;
import dev.footfall.server.store.ProjectUses;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the projects that nobody uses: no post for 90 days and no look for 180. Each is warned of
 * first, on 14 days on which the server ran and in which nobody used it.
 */
final class Disuse {
  private static final Logger LOG = LoggerFactory.getLogger(Disuse.class);
  private static final Duration WITHOUT_POST = Duration.ofDays(90);
  private static final Duration WITHOUT_LOOK = Duration.ofDays(180);

  /** A longer time without a warning, and they begin again. */
  private static final int FORGOTTEN_AFTER_DAYS = 14;

  private final ProjectUses uses;
  private @Nullable LocalDate toldOn;

  Disuse(ProjectUses uses) {
    this.uses = uses;
  }

  /**
   * Warns of the unused ones among these, if it was not done today.
   *
   * @param projects those with records
   * @return those that were warned of often enough
   */
  List<Integer> judge(List<Integer> projects, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    Set<Integer> used = new HashSet<>(uses.all().keySet());
    List<Integer> expired = new ArrayList<>();
    int warned = 0;
    for (int project : projects) {
      ProjectUse use = uses.of(project, now);
      if (!isUnused(use, now)) {
        continue;
      }
      used.remove(project);
      if (isWarnedOn(use, today)) {
        warned++;
      } else if (warnings(use, today) >= ProjectUse.WARNINGS) {
        expired.add(project);
      } else {
        uses.warn(project, warnings(use, today) + 1, today);
        warned++;
      }
    }
    used.forEach(this::forgive);
    if (warned > 0 && !today.equals(toldOn)) {
      toldOn = today;
      tell(warned);
    }
    return expired;
  }

  /** Takes back what was warned of: it is used, or it has no records any more. */
  void forgive(int project) {
    uses.warn(project, 0, null);
  }

  boolean isUnused(int project, Instant now) {
    return isUnused(uses.of(project, now), now);
  }

  private static boolean isUnused(ProjectUse use, Instant now) {
    return use.postedAtMicros() < Micros.of(now.minus(WITHOUT_POST))
        && use.lookedAtMicros() < Micros.of(now.minus(WITHOUT_LOOK));
  }

  /** Also on a day to come, by a clock that was ahead. */
  private static boolean isWarnedOn(ProjectUse use, LocalDate today) {
    LocalDate day = use.warnedOn();
    return day != null && !day.isBefore(today);
  }

  private static int warnings(ProjectUse use, LocalDate today) {
    LocalDate day = use.warnedOn();
    return day == null || day.plusDays(FORGOTTEN_AFTER_DAYS).isBefore(today) ? 0 : use.warnings();
  }

  private static void tell(int projects) {
    LOG.warn(
        "Projects without a post for {} days and a look for {}: {}. After {} days of warnings their"
            + " records are deleted; a post or a look keeps them, and so does"
            + " --expire-unused=false",
        WITHOUT_POST.toDays(),
        WITHOUT_LOOK.toDays(),
        projects,
        ProjectUse.WARNINGS);
  }
}
