package dev.footfall.server.store;

import org.jspecify.annotations.Nullable;

/** One request, immutable. Times are microseconds, {@link #NONE} stands for a missing number. */
public final class RequestRow {
  /** No value was sent. */
  public static final long NONE = -1;

  private final long createdAtMicros;
  private final int status;
  private final long responseTimeMicros;
  private final long requestBytes;
  private final long responseBytes;
  private final double weight;
  private final int flags;
  private final @Nullable String[] texts;

  /**
   * @param flags bit n is set when text field n was cut
   * @param texts one value per {@link RequestField}, not copied: the caller lets go of it
   */
  public RequestRow(
      long createdAtMicros,
      int status,
      long responseTimeMicros,
      long requestBytes,
      long responseBytes,
      double weight,
      int flags,
      @Nullable String[] texts) {
    this.createdAtMicros = createdAtMicros;
    this.status = status;
    this.responseTimeMicros = responseTimeMicros;
    this.requestBytes = requestBytes;
    this.responseBytes = responseBytes;
    this.weight = weight;
    this.flags = flags;
    this.texts = texts;
  }

  public long createdAtMicros() {
    return createdAtMicros;
  }

  public int status() {
    return status;
  }

  public long responseTimeMicros() {
    return responseTimeMicros;
  }

  /** Whole milliseconds, rounded half up. */
  public long responseTimeMillis() {
    return (responseTimeMicros + 500) / 1000;
  }

  public long requestBytes() {
    return requestBytes;
  }

  public long responseBytes() {
    return responseBytes;
  }

  public double weight() {
    return weight;
  }

  public int flags() {
    return flags;
  }

  public @Nullable String text(RequestField field) {
    return texts[field.index()];
  }
}
