package dev.footfall.server.enrich;

import org.jspecify.annotations.Nullable;

/**
 * Tells agents by their text; the same answer whatever came before. Thread-safe. A text that was
 * seen lately costs one look-up.
 */
public final class UserAgents {
  /** Longer than any that tells more: the cost of the browsers' patterns grows with the length. */
  static final int MAX_LENGTH = 512;

  private static final int MAX_ENTRIES = 8_192;
  private static final int MAX_CHARS = 2_000_000;

  private final RecentlyUsed<Agent> known = new RecentlyUsed<>(MAX_ENTRIES, MAX_CHARS);
  private final AgentReader reader = new AgentReader(new Browsers());

  /** What the agent's text says; of a text over 512 characters only the beginning counts. */
  public Agent of(@Nullable String text) {
    if (text == null) {
      return Agent.UNKNOWN;
    }
    String begin = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    Agent agent = known.get(begin);
    if (agent == null) {
      agent = reader.read(begin);
      known.put(begin, agent);
    }
    return agent;
  }
}
