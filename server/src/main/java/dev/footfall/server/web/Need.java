package dev.footfall.server.web;

/** What a call needs of whoever makes it. */
enum Need {
  /** Nothing. */
  NOTHING,
  /** A key that may write, which a post carries in its body: ingest checks it. */
  WRITE,
  /** A key of the project that is read. */
  READ,
  /** A key of the project that is changed. */
  ADMIN,
  /** A share id of the project, in the path. */
  SHARE,
  /** The server's admin token, or to sit at its machine. */
  OPERATOR
}
