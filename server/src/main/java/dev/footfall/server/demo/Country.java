package dev.footfall.server.demo;

import java.time.ZoneId;
import java.util.SplittableRandom;

/** Where users are: a network there, with its first two numbers, and the time of their day. */
enum Country {
  GERMANY("130.149", "Europe/Berlin", 24),
  UNITED_STATES("18.9", "America/New_York", 20),
  UNITED_KINGDOM("129.67", "Europe/London", 13),
  FRANCE("134.157", "Europe/Paris", 10),
  SWITZERLAND("129.132", "Europe/Zurich", 7),
  CANADA("142.150", "America/Toronto", 6),
  JAPAN("133.11", "Asia/Tokyo", 6),
  BRAZIL("143.107", "America/Sao_Paulo", 5),
  AUSTRALIA("130.102", "Australia/Brisbane", 5),
  NETHERLANDS("130.89", "Europe/Amsterdam", 4),
  SOUTH_AFRICA("146.141", "Africa/Johannesburg", 3),
  SWEDEN("130.235", "Europe/Stockholm", 3);

  private final String network;
  private final ZoneId zone;
  private final int share;

  Country(String network, String zone, int share) {
    this.network = network;
    this.zone = ZoneId.of(zone);
    this.share = share;
  }

  ZoneId zone() {
    return zone;
  }

  /** Of the users, compared with the other countries. */
  int share() {
    return share;
  }

  String someAddress(SplittableRandom random) {
    return network + "." + random.nextInt(1, 255) + "." + random.nextInt(1, 255);
  }
}
