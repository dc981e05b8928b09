package dev.footfall.servlet;

import dev.footfall.AdapterContract;

class UndertowMutantsTest extends ServletFaults {
  @Override
  protected Class<? extends AdapterContract> contract() {
    return UndertowContractTest.class;
  }
}
