package dev.footfall.server.web;

/** What a call needs of whoever makes it. */
enum Need {
  /** Nothing. */
  NOTHING("nothing"),
  /** A key or token that may write, which a post carries in its body: ingest checks it. */
  WRITE("write"),
  /** A key or token that may read, and read all: one with filters is refused. */
  READ("read"),
  /** A key or token that may read: the handler shows what {@code Caller.lock} lets through. */
  READ_FILTERED("read, filtered"),
  /** A key, or a token with scope admin. */
  ADMIN("admin"),
  /** A key, in the path. */
  KEY("key in the path"),
  /** A key, or a token that may read, in the body: the handler checks it. */
  SIGN_IN("key in the body"),
  /** A share id of the project, in the path. */
  SHARE("share id"),
  /** What a project is made with: as {@link #OPERATOR}, or nothing where anybody may. */
  SIGN_UP("operator, or sign-up"),
  /** The server's admin token, or to sit at its machine. */
  OPERATOR("operator"),
  /** The server's admin token; or that of the data folder's owner, who has all that is in it. */
  ADMIN_TOKEN("admin token");

  private final String label;

  Need(String label) {
    this.label = label;
  }

  /** As the documentation calls it. */
  String label() {
    return label;
  }
}
