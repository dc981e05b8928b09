package dev.footfall.servlet;

import org.apache.catalina.util.ServerInfo;

class TomcatContractTest extends ServletContract {
  @Override
  Container container() {
    return new TomcatContainer();
  }

  @Override
  protected String version() {
    return ServerInfo.getServerNumber().replaceAll("\\.0$", "");
  }
}
