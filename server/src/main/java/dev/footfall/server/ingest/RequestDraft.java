package dev.footfall.server.ingest;

import dev.footfall.server.enrich.RouteRules;
import dev.footfall.server.store.RequestField;
import dev.footfall.server.store.RequestRow;
import org.jspecify.annotations.Nullable;

/**
 * A request that passed all checks but whose post may not have said its privacy level yet: the
 * level can come after the records.
 */
// Drafts are never compared.
@SuppressWarnings("ArrayRecordComponent")
record RequestDraft(
    long createdAtMicros,
    int status,
    long responseTimeMicros,
    long requestBytes,
    long responseBytes,
    double weight,
    int flags,
    byte @Nullable [] address,
    @Nullable String[] texts) {

  /** The row to be stored; at level 1 and 2 without the address. */
  RequestRow finish(int privacyLevel, RouteRules rules, Derivation derivation) {
    if (privacyLevel > 0) {
      texts[RequestField.IP_ADDRESS.index()] = null;
    }
    if (privacyLevel < 2 && address != null) {
      derivation.locate(texts, address);
    }
    derivation.fill(texts, rules);
    return new RequestRow(
        createdAtMicros,
        status,
        responseTimeMicros,
        requestBytes,
        responseBytes,
        weight,
        flags,
        texts);
  }
}
