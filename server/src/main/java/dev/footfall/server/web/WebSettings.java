package dev.footfall.server.web;

import dev.footfall.server.address.Cidr;
import dev.footfall.server.retention.RetentionRules;
import dev.footfall.server.store.Caller;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What HTTP needs to know.
 *
 * @param basePath empty, or a path without a slash at its end
 * @param ownerToken what whoever may read the data folder shows
 * @param limits how often somebody may post, or show a wrong key
 * @param trustedProxies whose forwarding headers are believed
 * @param accessLog whether each call is logged
 * @param selfAnalytics whether the server's own usage is recorded
 * @param retention what is kept of all projects
 * @param database the file with the data
 * @param demo whoever looks at the demo without a key of their own, with scope read; null where
 *     there is none, as what it supplies is while there is none yet
 */
public record WebSettings(
    String host,
    int port,
    String basePath,
    @Nullable String adminToken,
    String ownerToken,
    boolean openSignup,
    List<String> corsOrigins,
    RateLimits limits,
    List<Cidr> trustedProxies,
    boolean accessLog,
    boolean selfAnalytics,
    RetentionRules retention,
    Path database,
    String version,
    @Nullable Supplier<@Nullable Caller> demo) {

  /**
   * How often something may happen; 0: any number of times.
   *
   * @param postsPerKey a second
   * @param postsPerAddress a second
   * @param wrongKeys that an address may show, a minute
   */
  public record RateLimits(int postsPerKey, int postsPerAddress, int wrongKeys) {
    /** None. */
    static final RateLimits NONE = new RateLimits(0, 0, 0);
  }
}
