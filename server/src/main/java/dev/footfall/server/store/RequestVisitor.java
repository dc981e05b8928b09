package dev.footfall.server.store;

import java.io.IOException;

/** Gets requests one by one until it has enough. */
@FunctionalInterface
public interface RequestVisitor {
  /** Whether to go on. */
  boolean visit(StoredRequest request) throws IOException;
}
