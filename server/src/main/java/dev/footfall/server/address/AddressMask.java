package dev.footfall.server.address;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts networks for the addresses in a text: of IPv4 the first 24 bits, of IPv6 48. */
public final class AddressMask {
  /** Also a pattern for one, with a network's length behind it if it has one. */
  private static final Pattern V4 =
      Pattern.compile("(?<!\\w)((?:[\\d*?]{1,4}\\.){3})[\\d*?]+(?:/\\d+)?");

  private static final Pattern V6 =
      Pattern.compile("(?<!\\w)(?=[0-9A-Fa-f*?]{0,4}:)([0-9A-Fa-f:.*?]++)(?:/\\d+)?");

  /** Of a time of day there are two. */
  private static final int COLONS = 3;

  private static final Pattern GROUPS = Pattern.compile("^[^:]*(:[^:]*){0,2}");

  private AddressMask() {}

  public static String mask(String text) {
    String masked = V6.matcher(text).replaceAll(AddressMask::v6);
    return V4.matcher(masked).replaceAll("$10/24");
  }

  private static String v6(MatchResult found) {
    String address = found.group(1);
    if (!isMeant(address)) {
      return Matcher.quoteReplacement(found.group());
    }
    int gap = address.indexOf("::");
    Matcher first = GROUPS.matcher(gap < 0 ? address : address.substring(0, gap));
    return Matcher.quoteReplacement((first.find() ? first.group() : "") + "::/48");
  }

  /** Also the beginning of one, or a pattern. */
  private static boolean isMeant(String text) {
    long colons = text.chars().filter(c -> c == ':').count();
    boolean isPattern = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    return colons >= COLONS
        || (colons == COLONS - 1 && isPattern)
        || (colons > 0 && IpLiteral.parse(text) != null);
  }
}
