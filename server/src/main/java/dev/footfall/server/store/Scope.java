package dev.footfall.server.store;

import java.util.Locale;

/** What a key or a token is for. */
public enum Scope {
  /** To post records, and nothing else. */
  WRITE,
  /** To read, and nothing else. */
  READ,
  /** All that can be done in a project. */
  ADMIN;

  public boolean includes(Scope needed) {
    return this == ADMIN || this == needed;
  }

  /** Why it is not enough for a call that needs another one. */
  public String refusal(Scope needed) {
    return "This token has scope "
        + wireName()
        + "; the call needs scope "
        + (needed == ADMIN ? "admin, or a key." : needed.wireName() + " or admin, or a key.");
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
