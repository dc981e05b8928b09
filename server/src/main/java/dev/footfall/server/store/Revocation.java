package dev.footfall.server.store;

/** What became of revoking a key. */
public enum Revocation {
  /** It is revoked, now or before. */
  DONE,
  /** The project has no such key. */
  UNKNOWN,
  /** It is the project's last live key: without one nobody could reach the project. */
  LAST
}
