package dev.footfall.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What HTTP needs to know.
 *
 * @param basePath empty, or a path without a slash at its end
 */
public record WebSettings(
    String host,
    int port,
    String basePath,
    @Nullable String adminToken,
    boolean openSignup,
    List<String> corsOrigins,
    String version) {}
