package dev.footfall.server.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deletes records. What is deleted is invisible at once, and gone from the file once that is
 * compacted. An id is never given again. Thread-safe; fails as the {@link Store} does.
 */
public interface Forgetting {
  /** How many records of each kind were deleted. */
  record Forgotten(long requests, long events) {
    public Forgotten and(Forgotten more) {
      return new Forgotten(requests + more.requests, events + more.events);
    }
  }

  /** What a project has of a person, and {@link #forget} would delete. */
  Holding known(int projectId, Person person) throws IOException;

  /**
   * Deletes all of a person within the caller's project at once: what is committed later is kept.
   * The audit log has how many records, not whose.
   */
  Forgotten forget(Caller by, Person person);

  /** The numbers of the slices of ids in which a sweep finds something, ascending. */
  List<Long> slices(Sweep sweep) throws IOException;

  /** Deletes what a sweep finds in one slice, in a transaction; returns how many by project. */
  Map<Integer, Long> delete(Sweep sweep, long slice);

  /** Puts what the server deleted by itself on the audit log of each project. */
  void audit(Map<Integer, Forgotten> deleted);

  /**
   * What a project has beyond its newest so many of each kind.
   *
   * @param projectId null: each project
   */
  List<Sweep> beyondNewest(@Nullable Integer projectId, long records) throws IOException;

  /**
   * How many of a project's records are to go where so much is kept.
   *
   * @param createdBeforeMicros what was created before goes; null: nothing for its age
   * @param records all but the newest so many of each kind go; null: nothing for its number
   * @throws BudgetException when a statement takes longer than this
   */
  Forgotten due(
      int projectId, @Nullable Long createdBeforeMicros, @Nullable Long records, Duration budget)
      throws IOException;

  /** All that a project has by now. */
  List<Sweep> allOf(int projectId);

  /** The projects that have records. */
  List<Integer> projects() throws IOException;

  /**
   * Deletes what has no id and was received before: what was dropped or rejected.
   *
   * @param projectId null: of all projects
   */
  void deleteReports(@Nullable Integer projectId, long receivedBeforeMicros);

  /** Deletes what a project has beside its records: what was lost, declared routes. */
  void deleteRest(int projectId);
}
