package dev.footfall.server.store;

/** A pattern of {@code *} and {@code ?}, said in SQL. */
final class Glob {
  private static final char ESCAPE = '\\';

  private final StringBuilder like = new StringBuilder();
  private final StringBuilder literal = new StringBuilder();
  private int wildcards;
  private boolean endsWithStar;

  private Glob() {}

  /** A backslash takes the next character as it is; one at the end stands for itself. */
  static Glob parse(String pattern) {
    Glob glob = new Glob();
    int last = pattern.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> glob.wildcard('%');
        case '?' -> glob.wildcard('_');
        case ESCAPE -> glob.literal(i < last ? pattern.charAt(++i) : c);
        default -> glob.literal(c);
      }
      glob.endsWithStar = c == '*' && i == last;
    }
    return glob;
  }

  private void wildcard(char inLike) {
    wildcards++;
    like.append(inLike);
  }

  private void literal(char c) {
    if (c == '%' || c == '_' || c == ESCAPE) {
      like.append(ESCAPE);
    }
    like.append(c);
    literal.append(c);
  }

  /** Adds the condition that the column's whole value matches; prefixes have a faster way. */
  void add(Sql sql, String column) {
    if (wildcards == 1 && endsWithStar) {
      sql.add("starts_with(").add(column).add(", ").bind(literal.toString()).add(")");
    } else {
      sql.add(column).add(" LIKE ").bind(like.toString()).add(" ESCAPE '\\'");
    }
  }
}
