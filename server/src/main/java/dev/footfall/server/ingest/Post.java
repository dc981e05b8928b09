package dev.footfall.server.ingest;

import dev.footfall.server.store.Credential;
import dev.footfall.server.store.EventRow;
import dev.footfall.server.store.Origin;
import java.util.List;
import java.util.Map;

/** A post, decoded and checked. */
record Post(
    Credential credential,
    Origin origin,
    List<RequestDraft> requests,
    List<EventRow> events,
    List<String> routes,
    Map<String, Long> dropped,
    Rejections rejections) {

  int size() {
    return requests.size() + events.size() + routes.size();
  }
}
