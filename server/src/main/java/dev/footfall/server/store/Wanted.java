package dev.footfall.server.store;

import dev.footfall.server.query.Dimension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The groups that are asked for, whatever their time: a time's key is not the same in the two
 * periods of a comparison. The statement lets others through, sometimes all there are.
 */
final class Wanted {
  private final List<Dimension> dimensions;
  private final Set<List<@Nullable Object>> keys = new HashSet<>();

  private Wanted(List<Dimension> dimensions, List<List<@Nullable Object>> among) {
    this.dimensions = dimensions;
    for (List<@Nullable Object> key : among) {
      keys.add(timeless(key));
    }
  }

  /** Null when all are. */
  static @Nullable Wanted of(Grouping grouping) {
    List<List<@Nullable Object>> among = grouping.among();
    return among == null ? null : new Wanted(grouping.dimensions(), among);
  }

  boolean has(List<@Nullable Object> key) {
    return keys.contains(timeless(key));
  }

  private List<@Nullable Object> timeless(List<@Nullable Object> key) {
    List<@Nullable Object> rest = new ArrayList<>(key.size());
    for (int i = 0; i < key.size(); i++) {
      if (!(dimensions.get(i) instanceof Dimension.ByTime)) {
        rest.add(key.get(i));
      }
    }
    return rest;
  }
}
