package dev.footfall;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a server wrote, fit for a line of the log: one line, short, and without the key. */
final class Quote {

  private static final int LONGEST = 200;
  private static final int LONGEST_PAGE = 4_000;
  private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
  private static final Pattern STOP = Pattern.compile("\\.+$");
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>(.*?)</title", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Quote() {}

  static String of(String text, String apiKey) {
    // The key goes first: a cut through it would leave a part of it that is not recognised.
    String keyless =
        Pattern.compile(Pattern.quote(apiKey), Pattern.CASE_INSENSITIVE)
            .matcher(text)
            .replaceAll("(the key)");
    String line = BREAKS.matcher(keyless).replaceAll(" ").trim();
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end) + "…";
  }

  /**
   * The words of an answer: its message, else the title of its page, else the text itself; empty
   * when there are none. Without the full stop at their end, which belongs to the sentence around.
   */
  static String ofAnswer(String text, @Nullable AnswerBody body, String apiKey) {
    return withoutStop(of(words(text, body), apiKey));
  }

  static String withoutStop(String text) {
    return STOP.matcher(text).replaceFirst("");
  }

  private static String words(String text, @Nullable AnswerBody body) {
    if (body != null && body.message() != null) {
      return body.message();
    }
    Matcher title = TITLE.matcher(text.substring(0, Math.min(text.length(), LONGEST_PAGE)));
    if (title.find()) {
      return title.group(1);
    }
    return text.stripLeading().startsWith("<") ? "" : text;
  }
}
