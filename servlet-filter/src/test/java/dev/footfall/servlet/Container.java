package dev.footfall.servlet;

import jakarta.servlet.Filter;
import java.util.Map;

/** A servlet container on a free loopback port, with the tests' application in it. */
interface Container {

  /**
   * Starts it with the filter before everything.
   *
   * @param initParams given to the filter, for one that was made without a configuration
   */
  void start(Filter filter, Map<String, String> initParams) throws Exception;

  int port();

  void stop() throws Exception;
}
