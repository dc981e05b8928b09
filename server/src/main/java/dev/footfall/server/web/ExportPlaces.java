package dev.footfall.server.web;

import dev.footfall.server.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;

/** How many exports run at once: so many, and of one project half of them. */
final class ExportPlaces {
  private final int max;
  private final Map<Integer, Integer> taken = new HashMap<>();
  private int allTaken;

  ExportPlaces(int max) {
    this.max = max;
  }

  /** Takes a place, which {@link #leave} gives back, or refuses. */
  synchronized void enter(int projectId) {
    if (allTaken >= max) {
      throw Refusal.unavailable(max + " exports run already. Try again later.");
    }
    if (taken.getOrDefault(projectId, 0) >= max / 2) {
      throw Refusal.unavailable(max / 2 + " exports of this project run already. Try again later.");
    }
    taken.merge(projectId, 1, Integer::sum);
    allTaken++;
  }

  synchronized void leave(int projectId) {
    taken.computeIfPresent(projectId, (id, count) -> count == 1 ? null : count - 1);
    allTaken--;
  }
}
