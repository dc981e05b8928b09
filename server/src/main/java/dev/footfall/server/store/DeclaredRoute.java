package dev.footfall.server.store;

import org.jspecify.annotations.Nullable;

/**
 * A route that a service said it has.
 *
 * @param route as it was declared: {@code GET /v1/items/{id}}
 */
public record DeclaredRoute(@Nullable String service, String route, long declaredAtMicros) {}
