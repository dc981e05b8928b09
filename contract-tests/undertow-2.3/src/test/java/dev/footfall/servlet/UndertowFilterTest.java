package dev.footfall.servlet;

class UndertowFilterTest extends FilterContract {
  @Override
  Container container() {
    return new UndertowContainer();
  }
}
