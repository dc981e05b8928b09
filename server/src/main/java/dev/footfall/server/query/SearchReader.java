package dev.footfall.server.query;

import dev.footfall.server.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the search grammar, by descent: terms side by side bind stronger than {@code OR}. Each
 * character is looked at a bounded number of times.
 */
final class SearchReader {
  static final int MAX_LENGTH = 2_000;

  private static final int MAX_DEPTH = 20;

  private final SearchText text;
  private final SearchTerms terms;
  private int depth;

  private SearchReader(String text) {
    this.text = new SearchText(text);
    this.terms = new SearchTerms(this.text);
  }

  /** What is searched for; of blank text {@link Condition#ALWAYS}. */
  static Condition read(String text) {
    if (text.length() > MAX_LENGTH) {
      throw Refusal.badRequest("search is over " + MAX_LENGTH + " characters.", "search");
    }
    return new SearchReader(text).read();
  }

  private Condition read() {
    text.skipBlanks();
    if (text.isAtEnd()) {
      return Condition.ALWAYS;
    }
    Condition condition = alternatives();
    if (!text.isAtEnd()) {
      throw text.place().refusal("has a parenthesis that nothing opens");
    }
    return condition;
  }

  /** Up to the end or a closing parenthesis. */
  private Condition alternatives() {
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(conjunction());
    } while (text.takeWord("OR"));
    return Conditions.any(parts);
  }

  private Condition conjunction() {
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(negation());
      text.skipBlanks();
    } while (text.takeWord("AND") || !(text.isAtEnd() || text.isAt(')') || text.isAtWord("OR")));
    return Conditions.all(parts);
  }

  private Condition negation() {
    text.skipBlanks();
    boolean minus = text.take("-");
    if (minus && text.isAtTermEnd() && !text.isAt('(')) {
      throw text.place().refusal("has a minus that no term follows");
    }
    if (!minus && !text.takeWord("NOT")) {
      return primary();
    }
    enter();
    Condition part = negation();
    depth--;
    return new Condition.Not(part);
  }

  private Condition primary() {
    if (text.isAtEnd() || text.isAt(')') || text.isAtKeyword()) {
      throw text.place().refusal("lacks a term");
    }
    if (!text.isAt('(')) {
      return terms.next();
    }
    Place opening = text.place();
    text.take("(");
    enter();
    Condition inner = alternatives();
    depth--;
    if (!text.take(")")) {
      throw opening.refusal("has a parenthesis that is not closed");
    }
    return inner;
  }

  private void enter() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw text.place().refusal("is nested deeper than " + MAX_DEPTH);
    }
  }
}
