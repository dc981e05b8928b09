package dev.footfall.server.enrich;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Crawlers, by name or because they call themselves a bot, spider or crawler. */
final class Crawlers {
  private static final Set<String> GENERIC =
      Set.of("bot", "robot", "spider", "crawler", "webcrawler");

  /** Makers of phones and whatever else only sounds so. */
  private static final List<String> NOT_CRAWLERS = List.of("cubot");

  private Crawlers() {}

  /**
   * @param lower the text in lower case
   */
  static @Nullable String name(String text, String lower) {
    String known = KnownAgents.CRAWLERS.find(lower);
    if (known != null) {
      return known;
    }
    if (!lower.contains("bot") && !lower.contains("spider") && !lower.contains("crawl")) {
      return null;
    }
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && isPart(text.charAt(end))) {
        end++;
      }
      if (isCrawler(text.substring(start, end).toLowerCase(Locale.ROOT))) {
        return ProductName.shorten(text.substring(nameStart(text, start, end), end));
      }
      start = end + 1;
    }
    return null;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
  }

  private static boolean isCrawler(String word) {
    if (word.endsWith("bot")) {
      return !NOT_CRAWLERS.contains(word);
    }
    return word.contains("bot-")
        || word.contains("bot_")
        || word.contains("spider")
        || word.contains("crawler");
  }

  /** "Spider" alone is no name: the words before it belong to it. */
  private static int nameStart(String text, int start, int end) {
    if (!GENERIC.contains(text.substring(start, end).toLowerCase(Locale.ROOT))) {
      return start;
    }
    int begin = start;
    while (begin > 0 && (isPart(text.charAt(begin - 1)) || text.charAt(begin - 1) == ' ')) {
      begin--;
    }
    while (begin < start && !Character.isLetter(text.charAt(begin))) {
      begin++;
    }
    return begin;
  }
}
