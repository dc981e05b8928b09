package dev.footfall.server.address;

import java.util.Arrays;

/** A block of addresses, such as {@code 10.0.0.0/8}, or one address. Immutable. */
public final class Cidr {
  private final byte[] network;
  private final int prefix;

  private Cidr(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * Reads a block.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = ClientAddress.bytes(slash < 0 ? text : text.substring(0, slash));
    int bits = address == null ? 0 : 8 * address.length;
    String length = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
    if (address == null || !length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
      throw new IllegalArgumentException("neither an IP address nor a block of them: " + text);
    }
    int prefix = Integer.parseInt(length);
    return new Cidr(cut(address, prefix), prefix);
  }

  boolean contains(byte[] address) {
    return address.length == network.length && Arrays.equals(cut(address, prefix), network);
  }

  /** The address with all bits after the first ones cleared. */
  static byte[] cut(byte[] address, int bits) {
    byte[] cut = new byte[address.length];
    System.arraycopy(address, 0, cut, 0, bits / 8);
    if (bits % 8 != 0) {
      cut[bits / 8] = (byte) (address[bits / 8] & (0xff << (8 - bits % 8)));
    }
    return cut;
  }
}
