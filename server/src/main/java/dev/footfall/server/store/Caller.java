package dev.footfall.server.store;

import dev.footfall.server.query.Condition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whoever shows a key or a token that was made here, whether or not it still opens anything.
 *
 * @param key the project, and the key under which its posts are stored: of a token the one that it
 *     was made with
 * @param token the token's id, or null: it is the key itself
 * @param name the key's name or the token's owner; null: the key has none
 * @param lock what a request must be like to be seen; {@link Condition#ALWAYS}: all are
 * @param shared of what time a share link shows records; null: it is none
 * @param expiresAt from when on it opens nothing, or null
 */
public record Caller(
    Key key,
    @Nullable Integer token,
    @Nullable String name,
    Scope scope,
    Condition lock,
    @Nullable SharedPeriod shared,
    @Nullable Instant expiresAt,
    boolean revoked) {

  static Caller withKey(Key key, @Nullable String name, boolean revoked) {
    return new Caller(key, null, name, Scope.ADMIN, Condition.ALWAYS, null, null, revoked);
  }

  public int projectId() {
    return key.projectId();
  }

  public boolean isLocked() {
    return isShared() || !lock.equals(Condition.ALWAYS);
  }

  /** Whether it is a share link, which whoever has it may look through, and no more. */
  public boolean isShared() {
    return shared != null;
  }

  /** The same with what a share link lets be seen at this moment for its lock. */
  public Caller at(Instant now) {
    return shared == null
        ? this
        : new Caller(key, token, name, scope, shared.lock(lock, now), shared, expiresAt, revoked);
  }

  /** The same where a project masks addresses for whoever reads; a share link sees none anyway. */
  public Caller masked() {
    return isShared() || lock instanceof Condition.Masked
        ? this
        : new Caller(
            key, token, name, scope, new Condition.Masked(lock), shared, expiresAt, revoked);
  }

  /** Why it opens nothing any more, as a sentence; null when it does. */
  public @Nullable String ended(Instant now) {
    String what = isShared() ? "share link" : kind();
    if (revoked) {
      return "This " + what + " was revoked.";
    }
    return expiresAt == null || now.isBefore(expiresAt)
        ? null
        : "This " + what + " expired at " + expiresAt + ".";
  }

  /** How the audit log calls it. */
  public String actor() {
    String id = kind() + " " + (token == null ? key.keyId() : token);
    return name == null ? id : id + " (" + name + ")";
  }

  private String kind() {
    if (token == null) {
      return "key";
    }
    return isShared() ? "share" : "token";
  }
}
