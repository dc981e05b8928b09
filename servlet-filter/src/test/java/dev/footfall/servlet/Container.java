package dev.footfall.servlet;

import jakarta.servlet.Filter;
import java.util.List;
import java.util.Map;

/** A servlet container on a free loopback port, with the tests' application in it. */
interface Container {

  /**
   * Starts it with an application on each of the paths, which have the same pages.
   *
   * @param applications by their context paths
   */
  void start(Map<String, TestApp> applications) throws Exception;

  /**
   * Starts it with one application, on {@code /app}.
   *
   * @param initParams given to the filter, for one that was made without a configuration
   */
  default void start(Filter filter, Map<String, String> initParams) throws Exception {
    start(Map.of("/app", new TestApp(List.of(filter), initParams)));
  }

  int port();

  void stop() throws Exception;
}
