package dev.footfall.server.query;

import dev.footfall.server.refusal.Refusal;
import java.util.List;
import java.util.Set;

/** A search as it is read: the characters and how far it has come. */
final class SearchText {
  private static final Set<String> KEYWORDS = Set.of("OR", "AND", "NOT");

  private final String text;
  private int position;

  SearchText(String text) {
    this.text = text;
  }

  /** A stretch of the text without quotes. */
  record Chunk(String raw, boolean isGlob, Place place) {
    /** Without the backslashes that take the next character literally. */
    String literal() {
      return unescaped(raw);
    }
  }

  /** The place where it has come to. */
  Place place() {
    int character = text.codePointCount(0, position) + 1;
    return problem ->
        Refusal.badRequest("search " + problem + " (character " + character + ").", "search");
  }

  void skipBlanks() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
  }

  boolean isAtEnd() {
    return position >= text.length();
  }

  boolean isAt(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  /** Whether what follows is one of the words that join terms. */
  boolean isAtKeyword() {
    return KEYWORDS.stream().anyMatch(this::isAtWord);
  }

  boolean isAtWord(String word) {
    int end = position + word.length();
    return text.startsWith(word, position)
        && (end == text.length() || isBlank(text.charAt(end)) || isParenthesis(text.charAt(end)));
  }

  /** Whether a term ends here. */
  boolean isAtTermEnd() {
    return isAtEnd() || isBlank(text.charAt(position)) || isParenthesis(text.charAt(position));
  }

  /** Steps over this if it follows. */
  boolean take(String token) {
    boolean follows = text.startsWith(token, position);
    if (follows) {
      position += token.length();
    }
    return follows;
  }

  /** Steps over this word if it follows. */
  boolean takeWord(String word) {
    return isAtWord(word) && take(word);
  }

  /** The first of these that follows, stepped over, or nothing. */
  String takeAny(List<String> tokens) {
    return tokens.stream().filter(this::take).findFirst().orElse("");
  }

  /** What stands in quotes, which begin here. */
  String quoted() {
    Place begin = place();
    int start = ++position;
    while (!isAtEnd() && !isAt('"')) {
      position += isAt('\\') ? 2 : 1;
    }
    if (position >= text.length()) {
      position = text.length();
      throw begin.refusal("has a quote that is not closed");
    }
    return unescaped(text.substring(start, position++));
  }

  /** What comes before the end of the term or this character. */
  Chunk chunk(char end) {
    Place begin = place();
    int start = position;
    boolean glob = false;
    while (!isAtTermEnd() && !isAt(end)) {
      if (isAt('\\')) {
        position++;
        if (isAtEnd()) {
          throw begin.refusal("ends with a backslash that nothing follows");
        }
      } else {
        glob |= isAt('*') || isAt('?');
      }
      position++;
    }
    return new Chunk(text.substring(start, position), glob, begin);
  }

  private static String unescaped(String raw) {
    StringBuilder plain = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '\\') {
        i++;
      }
      plain.append(raw.charAt(i));
    }
    return plain.toString();
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isParenthesis(char c) {
    return c == '(' || c == ')';
  }
}
