package dev.footfall.server.web;

import dev.footfall.server.address.AddressMask;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The query of a saved view for whoever sees networks for addresses: what asks for an address asks
 * for its network. What asks for a part of one, and what is not encoded as it has to be, is left
 * out.
 */
final class MaskedQuery {
  private static final Set<String> TEXTS = Set.of("search", "find", "user");
  private static final Set<String> FILTERS = Set.of("filter", "select");
  private static final Pattern BY_ADDRESS =
      Pattern.compile("(ip_address|user)\\..*", Pattern.DOTALL);
  private static final Pattern BY_PART =
      Pattern.compile(
          "(ip_address|user)\\.(contains|matches)\\."
              + "[0-9A-Fa-f:.*?/]*[0-9:.][0-9A-Fa-f:.*?/]*");

  private MaskedQuery() {}

  static String of(String query) {
    return Arrays.stream(query.split("&"))
        .map(MaskedQuery::parameter)
        .filter(parameter -> !parameter.isEmpty())
        .collect(Collectors.joining("&"));
  }

  private static String parameter(String parameter) {
    String[] parts = parameter.split("=", 2);
    String name;
    String value;
    try {
      name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
      value = parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
    if (FILTERS.contains(name) && BY_PART.matcher(value).matches()) {
      return "";
    }
    boolean names = FILTERS.contains(name) && BY_ADDRESS.matcher(value).matches();
    String masked = names || TEXTS.contains(name) ? AddressMask.mask(value) : value;
    return masked.equals(value)
        ? parameter
        : parts[0] + "=" + URLEncoder.encode(masked, StandardCharsets.UTF_8);
  }
}
