package dev.footfall.servlet;

import dev.footfall.AdapterContract;

class JettyMutantsTest extends ServletFaults {
  @Override
  protected Class<? extends AdapterContract> contract() {
    return JettyContractTest.class;
  }
}
