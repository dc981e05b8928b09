package dev.footfall.server.enrich;

import org.jspecify.annotations.Nullable;

/** Names by a word, or words, that a text has; the first that is found counts. */
final class NameTable {
  private final String[] wordsAndNames;

  /**
   * @param wordsAndNames in turns; words in lower case. A word is found where it is not the middle
   *     or the end of another; it is found at the beginning of a longer one when it has over three
   *     characters.
   */
  NameTable(String... wordsAndNames) {
    this.wordsAndNames = wordsAndNames;
  }

  @Nullable String find(String lower) {
    for (int i = 0; i < wordsAndNames.length; i += 2) {
      if (has(lower, wordsAndNames[i])) {
        return wordsAndNames[i + 1];
      }
    }
    return null;
  }

  private static boolean has(String lower, String word) {
    for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean begins = at == 0 || !Character.isLetter(lower.charAt(at - 1));
      boolean ends = end == lower.length() || !Character.isLetter(lower.charAt(end));
      if (begins && (ends || word.length() > 3)) {
        return true;
      }
    }
    return false;
  }
}
