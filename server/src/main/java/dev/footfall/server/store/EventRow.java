package dev.footfall.server.store;

import org.jspecify.annotations.Nullable;

/** One custom event, immutable. Times are microseconds. */
public final class EventRow {
  private final long createdAtMicros;
  private final long durationMicros;
  private final @Nullable Double value;
  private final int flags;
  private final @Nullable String[] texts;

  /**
   * @param durationMicros {@link RequestRow#NONE} when none was sent
   * @param flags bit n is set when text field n was cut
   * @param texts one value per {@link EventField}, not copied: the caller lets go of it
   */
  public EventRow(
      long createdAtMicros,
      long durationMicros,
      @Nullable Double value,
      int flags,
      @Nullable String[] texts) {
    this.createdAtMicros = createdAtMicros;
    this.durationMicros = durationMicros;
    this.value = value;
    this.flags = flags;
    this.texts = texts;
  }

  public long createdAtMicros() {
    return createdAtMicros;
  }

  public long durationMicros() {
    return durationMicros;
  }

  public @Nullable Double value() {
    return value;
  }

  public int flags() {
    return flags;
  }

  public @Nullable String text(EventField field) {
    return texts[field.index()];
  }
}
