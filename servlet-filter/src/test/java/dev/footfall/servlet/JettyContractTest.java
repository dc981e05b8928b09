package dev.footfall.servlet;

class JettyContractTest extends ServletContract {
  @Override
  Container container() {
    return new JettyContainer();
  }
}
