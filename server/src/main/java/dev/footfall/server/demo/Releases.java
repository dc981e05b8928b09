package dev.footfall.server.demo;

import java.time.Duration;
import java.time.Instant;

/** Which version an instance ran when. */
final class Releases {
  private static final Duration STAGED_BEFORE = Duration.ofDays(3);

  private final Stories stories;

  Releases(Stories stories) {
    this.stories = stories;
  }

  String version(Service service, int instance, Instant time) {
    Stories.Rollout rollout = stories.rollout();
    Stories.SlowRelease slow = stories.slowRelease();
    long age = Math.max(0, Duration.between(time, stories.end()).toDays());
    return switch (service) {
      case BOOKSHOP -> {
        boolean isNew =
            rollout.instance().equals(instance(service, instance))
                && !time.isBefore(rollout.from());
        yield isNew
            ? rollout.version()
            : oneOf(age, 61, rollout.before(), 133, "2.3.0", 214, "2.2.1", 292, "2.1.0", "2.0.4");
      }
      case MEMBERS -> {
        if (slow.span().contains(time)) {
          yield slow.version();
        }
        yield oneOf(age, 11, "1.12.3", 76, slow.before(), 163, "1.10.0", 251, "1.9.2", "1.8.0");
      }
      case PAYMENTS -> oneOf(age, 16, "0.9.1", 45, "0.9.0", 121, "0.8.3", 224, "0.8.0", "0.7.0");
      case SHIPPING -> oneOf(age, 50, "3.2.0", 182, "3.1.0", "3.0.2");
    };
  }

  /** Where releases are tried before. */
  String stagedVersion(Service service, Instant time) {
    return version(service, service.instances(), time.plus(STAGED_BEFORE));
  }

  static String instance(Service service, int number) {
    return service + "-" + number;
  }

  /**
   * @param ladder an age in days and the version since then, again and again, and the first version
   */
  private static String oneOf(long age, Object... ladder) {
    for (int i = 0; i + 1 < ladder.length; i += 2) {
      if (age < (Integer) ladder[i]) {
        return (String) ladder[i + 1];
      }
    }
    return (String) ladder[ladder.length - 1];
  }
}
