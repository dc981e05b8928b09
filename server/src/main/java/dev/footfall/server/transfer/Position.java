package dev.footfall.server.transfer;

/**
 * A place between two records of a source.
 *
 * @param offset what the source needs to go on from there: bytes of a file, an id
 * @param number the number of the next record: a line, or how many came before
 */
record Position(long offset, long number) {
  static final Position BEGIN = new Position(0, 1);
}
