package dev.footfall.server.transfer;

import java.io.IOException;

/** Where records come from: always the same ones in the same order, from any position on. */
interface Source {
  /** What a person calls it. */
  String name();

  /**
   * What tells this source from others: of its beginning, so that it may grow at its end.
   *
   * @param bytes how much of the beginning counts; -1: as much as there is, up to a limit
   */
  Identity identity(long bytes) throws IOException;

  /** The records from a position that an earlier reader gave. */
  Entries open(Position position) throws IOException, InterruptedException;

  /**
   * A source's mark.
   *
   * @param bytes how much of the source's beginning it speaks of
   */
  record Identity(long bytes, String hash) {}
}
