package dev.footfall.server.address;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose call it is. Forwarding headers are believed of trusted proxies only, and of the hops that
 * they name the right-most one that is no trusted proxy is the client: what stands left of it
 * anybody may have written. Where {@code X-Forwarded-For} and {@code Forwarded} name different
 * clients, or none that can be read, it is the proxy's. Immutable.
 */
public final class ClientAddress {
  private static final int V4 = 4;
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  /** What one customer gets of IPv6 at least: all of it is one client. */
  private static final int CLIENT_BITS_V6 = 64;

  private final List<Cidr> trustedProxies;

  public ClientAddress(List<Cidr> trustedProxies) {
    this.trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * A name for the client: the same for all calls of one, another for each.
   *
   * @param peer who opened the connection
   * @param forwardedFor {@code X-Forwarded-For}, its lines in one
   * @param forwarded {@code Forwarded}, its lines in one
   */
  public String of(String peer, @Nullable String forwardedFor, @Nullable String forwarded) {
    byte[] address = bytes(withoutZone(peer));
    if (address == null) {
      return peer;
    }
    if (!isTrusted(address)) {
      return name(address);
    }
    byte[] first = forwardedFor == null ? null : client(address, forwardedFor);
    byte[] second = forwarded == null ? null : client(address, forwarded);
    if (first != null && second != null && !Arrays.equals(first, second)) {
      return name(address);
    }
    byte[] client = first == null ? second : first;
    return name(client == null ? address : client);
  }

  /**
   * Whether what a call says of how it came is to be believed.
   *
   * @param peer who opened the connection
   */
  public boolean isTrusted(String peer) {
    byte[] address = bytes(withoutZone(peer));
    return address != null && isTrusted(address);
  }

  /** Null when a hop on the way to the client cannot be read. */
  private byte @Nullable [] client(byte[] proxy, String hops) {
    byte[] address = proxy;
    String[] list = hops.split(",", -1);
    for (int i = list.length - 1; i >= 0 && isTrusted(address); i--) {
      String hop = list[i].strip();
      if (!hop.isEmpty()) {
        byte[] before = bytes(withoutPort(node(hop)));
        if (before == null) {
          return null;
        }
        address = before;
      }
    }
    return address;
  }

  private boolean isTrusted(byte[] address) {
    return trustedProxies.stream().anyMatch(block -> block.contains(address));
  }

  /** 4 bytes for an IPv4 address, however it is written; null when the text is no address. */
  static byte @Nullable [] bytes(String text) {
    byte[] address = IpLiteral.parse(text);
    if (address == null || address.length == V4) {
      return address;
    }
    return Arrays.equals(address, 0, MAPPED.length, MAPPED, 0, MAPPED.length)
        ? Arrays.copyOfRange(address, MAPPED.length, address.length)
        : address;
  }

  private static String name(byte[] address) {
    return HexFormat.of()
        .formatHex(address.length == V4 ? address : Cidr.cut(address, CLIENT_BITS_V6));
  }

  /** The {@code for} of an element of {@code Forwarded}; else the element itself. */
  private static String node(String hop) {
    if (hop.indexOf('=') < 0) {
      return hop;
    }
    for (String pair : hop.split(";", -1)) {
      String part = pair.strip();
      if (part.toLowerCase(Locale.ROOT).startsWith("for=")) {
        return part.substring("for=".length()).replace("\"", "");
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
    return colon >= 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
  }

  /** Containers write {@code [::1]} or {@code fe80::1%eth0}. */
  private static String withoutZone(String peer) {
    String bare = peer.startsWith("[") && peer.endsWith("]") ? withoutPort(peer) : peer;
    int zone = bare.indexOf('%');
    return zone < 0 ? bare : bare.substring(0, zone);
  }
}
