package dev.footfall.examples.javalin;

import dev.footfall.Config;
import org.jspecify.annotations.Nullable;

/** What is recorded. Destination and key come from outside; what only code can say is here. */
public final class PaymentsAnalytics {

  private static final String SCHEME = "Bearer ";

  private PaymentsAnalytics() {}

  /**
   * The API's settings on top of those given.
   *
   * @param secret merchants are told apart by their token, which must not travel as it is
   */
  @SuppressWarnings("NullAway") // javac 17 loses from the class file that a mapper may answer null
  public static Config of(Config base, String secret) {
    return base.toBuilder()
        .userId(request -> token(request.header("Authorization")))
        .hashUserIds(secret)
        .exclude("/health")
        .build();
  }

  /** The token of a bearer's {@code Authorization} header, or null. */
  static @Nullable String token(@Nullable String authorization) {
    return authorization != null && authorization.startsWith(SCHEME)
        ? authorization.substring(SCHEME.length())
        : null;
  }
}
