package dev.footfall.servlet;

class TomcatContractTest extends ServletContract {
  @Override
  Container container() {
    return new TomcatContainer();
  }
}
