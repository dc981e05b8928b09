package dev.footfall.benchmarks;

/** Says hello to whoever asks for {@code /hello} on the loopback interface. */
interface HelloServer extends AutoCloseable {

  String HELLO = "Hello, world!";

  int port();

  /** Stops the server, and what records its requests. */
  @Override
  void close();
}
