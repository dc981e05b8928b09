package dev.footfall.server.store;

import org.jspecify.annotations.Nullable;

/** Where a batch comes from: the fields that are sent once per post. */
public record Origin(
    @Nullable String framework,
    int privacyLevel,
    @Nullable String service,
    @Nullable String environment,
    @Nullable String instance,
    @Nullable String version) {}
