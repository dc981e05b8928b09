package dev.footfall.server.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How projects are used: in memory, so that noting it costs a call nothing, and written when it is
 * saved. After a kill, what came since the last time is not known: then every project counts as
 * used just before. Thread-safe.
 */
public interface ProjectUses {
  /** Somebody looked at a project's records. Posts are noted by {@link Store#append}. */
  void looked(int projectId, Instant now);

  /** How a project is used; one that nothing is known of counts as used now. */
  ProjectUse of(int projectId, Instant now);

  /** Those of which something is known; changes as they do. */
  Map<Integer, ProjectUse> all();

  /** The project was warned on a day, for so many days by now; none: not warned any more. */
  void warn(int projectId, int days, @Nullable LocalDate day);

  /** The time that deletion went by when it was last saved, or null when it never was. */
  @Nullable Instant savedTime();

  /**
   * Writes what changed, and the time that deletion goes by.
   *
   * @param last whether nothing will be noted after this
   */
  void save(Instant time, boolean last);
}
