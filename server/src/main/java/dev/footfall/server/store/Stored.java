package dev.footfall.server.store;

/**
 * What became of a batch: the counts of the first time when it is a repeat.
 *
 * @param keyGone the key was deleted while the batch waited; nothing is stored
 * @param repeated it was stored before, and is not stored again
 */
public record Stored(int accepted, int rejected, boolean keyGone, boolean repeated) {
  static final Stored KEY_GONE = new Stored(0, 0, true, false);

  /** A batch that is stored. */
  public Stored(int accepted, int rejected) {
    this(accepted, rejected, false, false);
  }

  Stored again() {
    return new Stored(accepted, rejected, false, true);
  }
}
