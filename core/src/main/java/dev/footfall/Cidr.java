package dev.footfall;

/** A block of addresses, such as {@code 10.0.0.0/8}, or a single address. */
final class Cidr {

  private final byte[] network;
  private final int prefix;

  private Cidr(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * Reads a block.
   *
   * @throws IllegalArgumentException if it is no IP literal with an optional prefix length
   */
  static Cidr of(String text) {
    int slash = text.indexOf('/');
    byte[] network = IpLiteral.parse(slash < 0 ? text : text.substring(0, slash));
    if (network == null) {
      throw new IllegalArgumentException("trustedProxies is no IP address or CIDR block: " + text);
    }
    int bits = network.length * 8;
    if (slash < 0) {
      return new Cidr(network, bits);
    }
    String length = text.substring(slash + 1);
    if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
      throw new IllegalArgumentException(
          "trustedProxies has a prefix length outside 0–%d: %s".formatted(bits, text));
    }
    return new Cidr(network, Integer.parseInt(length));
  }

  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (address[i] != network[i]) {
        return false;
      }
    }
    int rest = prefix % 8;
    return rest == 0 || ((address[whole] ^ network[whole]) & 0xff & (0xff << (8 - rest))) == 0;
  }
}
