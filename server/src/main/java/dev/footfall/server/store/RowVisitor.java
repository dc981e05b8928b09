package dev.footfall.server.store;

import java.io.IOException;

/** Gets rows one by one while they are read, so that no answer is ever held as a whole. */
@FunctionalInterface
public interface RowVisitor<T> {
  void visit(T row) throws IOException;
}
