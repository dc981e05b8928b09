package dev.footfall.servlet;

import dev.footfall.AdapterContract;

class TomcatMutantsTest extends ServletFaults {
  @Override
  protected Class<? extends AdapterContract> contract() {
    return TomcatContractTest.class;
  }
}
