package dev.footfall;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client behind proxies: a forwarding header is believed only from a trusted peer, and of
 * its hops the right-most one that is not itself a trusted proxy is the client. A proxy passes on
 * headers that it does not know, so where two headers name different clients, one of them may be
 * the client's own invention, and the address counts as unknown.
 */
final class ClientAddress {

  /** Stands between the values of different headers; none can contain it. */
  static final char NEXT_HEADER = '\n';

  private final List<Cidr> trusted;

  ClientAddress(List<Cidr> trusted) {
    this.trusted = trusted;
  }

  /**
   * The client's address as a bare literal, or empty when it is unknown.
   *
   * @param peer who opened the connection, as the container writes it
   * @param forwarded the forwarding headers, each with its lines joined by commas, or null
   */
  String resolve(@Nullable String peer, @Nullable String forwarded) {
    byte[] address = peer == null ? null : IpLiteral.parse(withoutZone(peer));
    if (address == null) {
      return "";
    }
    if (forwarded == null || !isTrusted(address)) {
      return IpLiteral.format(address);
    }
    int next = forwarded.indexOf(NEXT_HEADER);
    if (next < 0) {
      return client(address, forwarded);
    }
    String first = client(address, forwarded.substring(0, next));
    return first.equals(resolve(peer, forwarded.substring(next + 1))) ? first : "";
  }

  private String client(byte[] peer, String hops) {
    byte[] address = peer;
    int end = hops.length();
    while (end >= 0) {
      int comma = hops.lastIndexOf(',', end - 1);
      String hop = hops.substring(comma + 1, end).trim();
      end = comma;
      if (hop.isEmpty()) {
        continue;
      }
      address = IpLiteral.parse(withoutPort(nodeOf(hop)));
      if (address == null) {
        return "";
      }
      if (!isTrusted(address)) {
        break;
      }
    }
    return IpLiteral.format(address);
  }

  private boolean isTrusted(byte[] address) {
    for (Cidr block : trusted) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** The node of one element: RFC 7239's {@code for=} parameter, or the element itself. */
  private static String nodeOf(String hop) {
    if (hop.indexOf('=') < 0) {
      return hop;
    }
    for (String pair : hop.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).trim().toLowerCase(Locale.ROOT).equals("for")) {
        String node = pair.substring(equals + 1).trim();
        boolean quoted = node.length() >= 2 && node.startsWith("\"") && node.endsWith("\"");
        return quoted ? node.substring(1, node.length() - 1) : node;
      }
    }
    return "";
  }

  private static String withoutPort(String node) {
    if (node.startsWith("[")) {
      int close = node.indexOf(']');
      return close < 0 ? "" : node.substring(1, close);
    }
    int colon = node.indexOf(':');
    boolean v4WithPort = colon > 0 && node.indexOf(':', colon + 1) < 0;
    return v4WithPort ? node.substring(0, colon) : node;
  }

  /** Containers write {@code [::1]} or {@code fe80::1%eth0} for a peer. */
  private static String withoutZone(String peer) {
    String bare =
        peer.startsWith("[") && peer.endsWith("]") ? peer.substring(1, peer.length() - 1) : peer;
    int zone = bare.indexOf('%');
    return zone < 0 ? bare : bare.substring(0, zone);
  }
}
