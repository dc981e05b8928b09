package dev.footfall.server.web;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a record column by column, whatever it is written as. */
interface RecordSink {
  void text(String name, @Nullable String text) throws IOException;

  /** A whole number, or {@link dev.footfall.server.store.RequestRow#NONE}. */
  void number(String name, long number) throws IOException;

  void decimal(String name, double number) throws IOException;

  void time(String name, long micros) throws IOException;

  /** Names; often there are none. */
  void names(String name, List<String> names) throws IOException;
}
