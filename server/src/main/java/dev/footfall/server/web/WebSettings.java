package dev.footfall.server.web;

import dev.footfall.server.address.Cidr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What HTTP needs to know.
 *
 * @param basePath empty, or a path without a slash at its end
 * @param limits how often somebody may post
 * @param trustedProxies whose forwarding headers are believed
 */
public record WebSettings(
    String host,
    int port,
    String basePath,
    @Nullable String adminToken,
    boolean openSignup,
    List<String> corsOrigins,
    PostLimits limits,
    List<Cidr> trustedProxies,
    String version) {

  /**
   * Posts a second; 0: without limit.
   *
   * @param perKey of one key
   * @param perAddress from one address
   */
  public record PostLimits(int perKey, int perAddress) {}
}
