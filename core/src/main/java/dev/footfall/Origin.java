package dev.footfall;

import org.jspecify.annotations.Nullable;

/**
 * What is sent once per batch: under which privacy level its records were made, and by whom. It
 * stays with a batch on disk, whatever the process that sends it is set to.
 */
record Origin(
    int privacyLevel,
    @Nullable String service,
    @Nullable String environment,
    @Nullable String instance,
    @Nullable String version) {

  static Origin of(Config config) {
    return new Origin(
        config.values.privacyLevel.level(),
        config.values.service,
        config.values.environment,
        config.values.instance,
        config.values.version);
  }
}
