package dev.footfall.examples.demo;

import java.util.Locale;

/** One of the company's services, and how its users log in there. */
enum Service {
  BOOKSHOP("X-Auth-Token", ""),
  MEMBERS("X-Auth-Token", ""),
  PAYMENTS("Authorization", "Bearer ");

  private final String header;
  private final String scheme;

  Service(String header, String scheme) {
    this.header = header;
    this.scheme = scheme;
  }

  /** The header in which it expects a token. */
  String header() {
    return header;
  }

  /** What stands in that header. */
  String credential(String token) {
    return scheme + token;
  }

  /** The name under which its records are shown. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
