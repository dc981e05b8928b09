package dev.footfall.server.retention;

import dev.footfall.server.store.Forgetting;
import dev.footfall.server.store.Forgetting.Forgotten;
import dev.footfall.server.store.Micros;
import dev.footfall.server.store.ProjectSettings;
import dev.footfall.server.store.ProjectUses;
import dev.footfall.server.store.RecordKind;
import dev.footfall.server.store.Store;
import dev.footfall.server.store.Sweep;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done once an hour. */
final class RetentionRun {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionRun.class);

  /** A clock that is further ahead has leapt, or the server did not run. */
  private static final Duration STEADY = Duration.ofMinutes(5);

  private static final Duration LEAP = Duration.ofDays(1);

  private final Store store;
  private final Forgetting forgetting;
  private final ProjectUses uses;
  private final RetentionRules rules;
  private final SteadyTime time;
  private final Disuse disuse;
  private final Sweeper.Pause pause;
  private boolean leapTold;

  RetentionRun(Store store, RetentionRules rules, SteadyTime time, Sweeper.Pause pause) {
    this.store = store;
    this.forgetting = store.forgetting();
    this.uses = store.uses();
    this.rules = rules;
    this.time = time;
    this.disuse = new Disuse(uses);
    this.pause = pause;
  }

  void run() throws IOException, InterruptedException {
    Instant now = time.read();
    Duration behind = time.behind();
    tellOfLeap(behind);
    long begin = System.nanoTime();
    Sweeper sweeper = new Sweeper(forgetting, pause);
    int expired = 0;
    try {
      byAge(sweeper, null, rules.age(), now);
      byNumber(sweeper, null, rules.maxRecords());
      for (Map.Entry<Integer, ProjectSettings> project : store.settings().entrySet()) {
        RetentionRules own = rules.of(project.getValue());
        if (!own.equals(rules)) {
          byAge(sweeper, project.getKey(), own.age(), now);
          byNumber(sweeper, project.getKey(), own.maxRecords());
        }
      }
      if (behind.compareTo(STEADY) <= 0) {
        expired = byDisuse(sweeper, now);
      }
    } finally {
      tell(sweeper.deleted(), expired, Duration.ofNanos(System.nanoTime() - begin));
    }
    uses.save(now, false);
  }

  /** Saves what there is to know for the next start. */
  void end() {
    uses.save(time.read(), true);
  }

  /**
   * @param project null: all
   */
  private void byAge(
      Sweeper sweeper, @Nullable Integer project, @Nullable Duration age, Instant now)
      throws IOException, InterruptedException {
    if (age == null) {
      return;
    }
    long before = Micros.of(now.minus(age));
    for (RecordKind kind : RecordKind.values()) {
      sweeper.sweep(Sweep.createdBefore(kind, project, before));
    }
    forgetting.deleteReports(project, before);
  }

  /**
   * @param project null: each
   */
  private void byNumber(Sweeper sweeper, @Nullable Integer project, @Nullable Long most)
      throws IOException, InterruptedException {
    if (most == null) {
      return;
    }
    for (Sweep sweep : forgetting.beyondNewest(project, most)) {
      sweeper.sweep(sweep);
    }
  }

  private int byDisuse(Sweeper sweeper, Instant now) throws IOException, InterruptedException {
    List<Integer> projects = rules.expireUnused() ? forgetting.projects() : List.of();
    int expired = 0;
    for (int project : disuse.judge(projects, now)) {
      // First what there is, then whether anybody came: what is posted from here on is kept.
      List<Sweep> all = forgetting.allOf(project);
      if (disuse.isUnused(project, now)) {
        for (Sweep sweep : all) {
          sweeper.sweep(sweep);
        }
        forgetting.deleteRest(project);
        disuse.forgive(project);
        expired++;
      }
    }
    return expired;
  }

  private void tellOfLeap(Duration behind) {
    boolean leapt = behind.compareTo(LEAP) > 0;
    if (leapt && !leapTold) {
      LOG.warn(
          "The clock is {} days ahead of when the server last ran. If it is right, deletion catches"
              + " up by a day in an hour",
          behind.toDays());
    }
    leapTold = leapt;
  }

  private void tell(Map<Integer, Forgotten> deleted, int expired, Duration took) {
    if (!deleted.isEmpty()) {
      Forgotten all = deleted.values().stream().reduce(new Forgotten(0, 0), Forgotten::and);
      LOG.info(
          "Retention deleted {} requests and {} events in {} s; {} unused projects expired",
          all.requests(),
          all.events(),
          took.toSeconds(),
          expired);
      forgetting.audit(deleted);
    }
  }
}
