package dev.footfall.server.store;

/**
 * What became of a batch: the counts of the first time when it is a repeat.
 *
 * @param keyGone the key was deleted while the batch waited; nothing is stored
 */
public record Stored(int accepted, int rejected, boolean keyGone) {
  static final Stored KEY_GONE = new Stored(0, 0, true);

  /** A batch that is stored. */
  public Stored(int accepted, int rejected) {
    this(accepted, rejected, false);
  }
}
