package dev.footfall.server.web;

import dev.footfall.server.store.ProjectUses;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** Notes who looks, and tells them what would have been deleted had nobody looked. */
final class Looks {
  private static final String HEADER = "Footfall-Expires";

  private final ProjectUses uses;
  private final Clock clock;

  Looks(ProjectUses uses, Clock clock) {
    this.uses = uses;
    this.clock = clock;
  }

  /** Somebody looks at a project's records. */
  void note(Context ctx, int projectId) {
    Instant now = clock.instant();
    LocalDate expires = uses.of(projectId, now).expiresOn();
    if (expires != null) {
      ctx.header(HEADER, expires.toString());
    }
    uses.looked(projectId, now);
  }
}
