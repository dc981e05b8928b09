package dev.footfall.server.web;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands on some columns only. */
final class ChosenColumns implements RecordSink {
  private final RecordSink sink;
  private final Set<String> names;

  ChosenColumns(RecordSink sink, Set<String> names) {
    this.sink = sink;
    this.names = names;
  }

  @Override
  public void text(String name, @Nullable String text) throws IOException {
    if (names.contains(name)) {
      sink.text(name, text);
    }
  }

  @Override
  public void number(String name, long number) throws IOException {
    if (names.contains(name)) {
      sink.number(name, number);
    }
  }

  @Override
  public void decimal(String name, double number) throws IOException {
    if (names.contains(name)) {
      sink.decimal(name, number);
    }
  }

  @Override
  public void time(String name, long micros) throws IOException {
    if (names.contains(name)) {
      sink.time(name, micros);
    }
  }

  @Override
  public void names(String name, List<String> list) throws IOException {
    if (names.contains(name)) {
      sink.names(name, list);
    }
  }
}
