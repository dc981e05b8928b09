package dev.footfall.server.store;

import org.jspecify.annotations.Nullable;

/** Where a batch comes from: the fields that wire.md §7 sends once per post. */
public record Origin(
    @Nullable String framework,
    int privacyLevel,
    @Nullable String service,
    @Nullable String environment,
    @Nullable String instance,
    @Nullable String version) {}
