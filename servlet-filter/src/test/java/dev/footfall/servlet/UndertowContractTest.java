package dev.footfall.servlet;

class UndertowContractTest extends ServletContract {
  @Override
  Container container() {
    return new UndertowContainer();
  }
}
