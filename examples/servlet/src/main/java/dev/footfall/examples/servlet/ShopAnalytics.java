package dev.footfall.examples.servlet;

import dev.footfall.Config;

/** What the shop records. Destination and key come from outside; what only code can say is here. */
public final class ShopAnalytics {

  private ShopAnalytics() {}

  /**
   * The shop's settings on top of those given.
   *
   * @param secret customers are told apart by their token, which must not travel as it is
   */
  @SuppressWarnings("NullAway") // javac 17 loses from the class file that a mapper may answer null
  public static Config of(Config base, String secret) {
    return base.toBuilder()
        .userId(request -> request.header("X-Auth-Token"))
        .hashUserIds(secret)
        .exclude("/health")
        .build();
  }
}
