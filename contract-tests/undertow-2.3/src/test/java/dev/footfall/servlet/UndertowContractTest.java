package dev.footfall.servlet;

import io.undertow.Version;

class UndertowContractTest extends ServletContract {
  @Override
  Container container() {
    return new UndertowContainer();
  }

  @Override
  protected String version() {
    return Version.getVersionString();
  }
}
