package dev.footfall.server.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that were sent or were to be sent, and are not stored.
 *
 * @param rejected those that the server found wrong
 * @param dropped those that clients say they had to drop
 */
public record Losses(Lost rejected, Lost dropped) {
  /**
   * How many records were lost in one way, and why.
   *
   * @param records how many in all
   * @param lastMicros when the server learned of the last; null: there are none
   * @param reasons the most frequent first, so many at most
   */
  public record Lost(long records, @Nullable Long lastMicros, List<Reason> reasons) {
    static final Lost NONE = new Lost(0, null, List.of());
  }

  /**
   * How many of them for one reason.
   *
   * @param kind what kind of post it was, and which field is to blame; null: of drops nobody knows
   * @param service whose records they were, as its posts say
   */
  public record Reason(
      @Nullable String kind,
      @Nullable String field,
      String reason,
      @Nullable String service,
      long records,
      long lastMicros) {}
}
